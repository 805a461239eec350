/**
 * Work that takes a processor for a noticeable time, or starts a browser: images, PDFs, spreadsheets, archives, scraping, video, parsing.
 * Sources: the libraries' READMEs.
 */

import { on, rowsOf } from '../rows.ts';

const sharpEnds = '{toBuffer,toFile,metadata,stats,pipe}';

export const heavy = rowsOf('heavy', [
  'sharp', 'jimp', 'canvas', 'gm', 'puppeteer', 'puppeteer-core', 'playwright', 'playwright-core', 'pdfkit', 'pdfmake', 'pdf-lib', 'pdf-parse',
  'pdfjs-dist', 'html-pdf', 'exceljs', 'xlsx', 'archiver', 'jszip', 'fluent-ffmpeg', 'tesseract.js', 'csv-parse', 'papaparse', 'fast-xml-parser',
  'xml2js', 'qrcode', 'docx', 'docxtemplater', 'easy-template-x', 'node-html-parser', 'ml-matrix', 'natural', 'svg2img', 'chartjs-node-canvas',
  'wkhtmltopdf', 'carbone', 'officegen', 'mammoth',
], [
  { match: [`sharp#().**().${sharpEnds}`, `sharp#sharp().**().${sharpEnds}`], kind: 'heavy', traits: ['image', 'thread-pool'] },
  {
    match: [
      'jimp#{read,create}', 'jimp#Jimp.{read,create,fromBuffer}', 'jimp#read().**().{getBufferAsync,getBuffer,writeAsync,write}',
      'jimp#Jimp.read().**().{getBuffer,write,resize}', 'canvas#{createCanvas,loadImage}', 'canvas#createCanvas().toBuffer',
      '@napi-rs/canvas#createCanvas().toBuffer', 'gm#().**().{write,toBuffer,stream}', 'svg2img#', '@resvg/resvg-js#Resvg{}.render',
      'chartjs-node-canvas#ChartJSNodeCanvas{}.{renderToBuffer,renderToDataURL}', 'blurhash#encode', 'imagemin#', 'imagemin#buffer',
      '@squoosh/lib#ImagePool{}', 'pngjs#PNG.sync.{read,write}', 'jpeg-js#{encode,decode}',
    ],
    kind: 'heavy',
    traits: ['image', 'cpu'],
  },
  {
    match: [
      'puppeteer#{launch,connect}', 'puppeteer-core#{launch,connect}',
      '{playwright,playwright-core}#{chromium,firefox,webkit}.{launch,launchPersistentContext,connect}', '@sparticuz/chromium#executablePath',
      'chrome-aws-lambda#puppeteer.launch', 'puppeteer-cluster#Cluster.launch',
    ],
    kind: 'heavy',
    traits: ['browser'],
  },
  {
    match: [
      'pdfkit#{}', 'pdfmake#{}.createPdfKitDocument', 'pdfmake#{}', 'pdf-lib#PDFDocument.{create,load}', 'pdf-lib#PDFDocument.{create,load}().save',
      'pdf-parse#', 'pdfjs-dist#getDocument', 'html-pdf#create', 'html-pdf#create().{toFile,toBuffer,toStream}', 'html-pdf-node#generatePdf',
      'wkhtmltopdf#', 'jspdf#{}', 'jspdf#jsPDF{}', '@react-pdf/renderer#{renderToStream,renderToBuffer,renderToFile,pdf}', 'md-to-pdf#mdToPdf',
      'pdf2pic#fromPath', 'hummus#createWriter', 'carbone#render', 'officegen#',
    ],
    kind: 'heavy',
    traits: ['pdf', 'cpu'],
  },
  {
    match: on(['exceljs#Workbook{}', 'exceljs#default.Workbook{}'], '.{xlsx,csv}.{writeBuffer,writeFile,write,readFile,load,read}', '.commit'),
    kind: 'heavy',
    traits: ['spreadsheet', 'cpu'],
  },
  {
    match: [
      'xlsx#{read,readFile,write,writeFile,writeXLSX}', 'xlsx#utils.{sheet_to_json,json_to_sheet,aoa_to_sheet,sheet_to_csv}',
      'node-xlsx#{parse,build}', 'xlsx-populate#{fromFileAsync,fromDataAsync,fromBlankAsync}', 'excel4node#Workbook{}.write', 'read-excel-file/node#',
      'xlsx-js-style#{read,readFile,write,writeFile}',
    ],
    kind: 'blocking',
    instead: 'a worker thread, or exceljs streams',
    traits: ['spreadsheet', 'cpu'],
  },
  {
    match: [
      'docx#Packer.{toBuffer,toStream}', 'docxtemplater#{}.render', 'mammoth#{convertToHtml,extractRawText}',
      'easy-template-x#TemplateHandler{}.process', 'libreoffice-convert#convert',
    ],
    kind: 'heavy',
    traits: ['document', 'cpu'],
  },
  {
    match: [
      'archiver#', 'archiver#create', 'archiver#{ZipArchive,TarArchive}{}', 'jszip#{}.generateAsync', 'jszip#loadAsync', 'jszip#{}.loadAsync',
      'tar#{create,extract,c,x}', 'yazl#ZipFile{}', 'unzipper#Open.{file,buffer}', 'extract-zip#', 'decompress#', 'node-7z#*',
    ],
    kind: 'heavy',
    traits: ['archive'],
  },
  {
    match: [
      'fluent-ffmpeg#', 'fluent-ffmpeg#().**().{save,run,pipe,output,mergeToFile}', 'tesseract.js#{recognize,createWorker}',
      '@ffmpeg/ffmpeg#createFFmpeg().run', 'ytdl-core#', 'face-api.js#*', '@tensorflow/tfjs-node#*', '@tensorflow-models/*#load',
    ],
    kind: 'heavy',
    traits: ['media', 'cpu'],
  },
  {
    match: [
      'csv-parse/sync#parse', 'csv-stringify/sync#stringify', 'papaparse#{parse,unparse}', 'csvtojson#().{fromFile,fromString}',
      'json2csv#{parse,Parser}', 'json2csv#Parser{}.parse', 'xml2js#{parseString,parseStringPromise}',
      'xml2js#Parser{}.{parseString,parseStringPromise}', 'fast-xml-parser#XMLParser{}.parse', 'xml-js#{xml2js,xml2json,js2xml}', 'csvtojson#()',
    ],
    kind: 'heavy',
    traits: ['parse', 'cpu', 'depends-on-size'],
  },
  {
    match: [
      'qrcode#{toBuffer,toDataURL,toFile,toString}', 'bwip-js#{toBuffer}', 'diff#*', 'fast-diff#', 'fuse.js#{}.search', 'natural#*', 'ml-matrix#*',
      'simple-statistics#*', 'kmeans-js#*', 'zxcvbn#', 'graphlib#alg.*',
    ],
    kind: 'heavy',
    traits: ['cpu', 'depends-on-size'],
  },
  {
    match: [
      'simple-git#().*', 'simple-git#simpleGit().*', 'simple-git#SimpleGit{}.*', 'nodegit#Clone', 'isomorphic-git#{clone,fetch,pull,push}',
    ],
    kind: 'heavy',
    traits: ['process'],
  },
]);

/** Other processes, started without waiting synchronously. */
export const processes = rowsOf('node', [], [
  {
    match: [
      'node:child_process#{exec,execFile,spawn,fork}', 'execa#', 'execa#{execa,execaCommand,$,execaNode}', 'cross-spawn#', 'zx#$', 'node-pty#spawn',
      'python-shell#PythonShell.{run,runString}', 'python-shell#PythonShell{}',
    ],
    kind: 'heavy',
    traits: ['process'],
  },
]);

/** Handing work to other threads: heavy work inside is fine. */
export const workers = rowsOf('worker', ['piscina', 'workerpool', 'threads', 'tinypool', 'poolifier', 'jest-worker', 'microjob'], [
  {
    match: [
      'node:worker_threads#Worker{}', 'piscina#{}', 'piscina#Piscina{}', 'tinypool#{}', 'tinypool#Tinypool{}', 'workerpool#pool',
      'threads#{spawn,Pool}', 'poolifier#*Pool{}', 'comlink#wrap',
    ],
    kind: 'open-client',
    traits: ['worker'],
  },
  {
    match: [
      'piscina#{}.run', 'piscina#Piscina{}.run', 'piscina#{}.runTask', 'tinypool#{}.run', 'tinypool#Tinypool{}.run', 'workerpool#pool().{exec,proxy}',
      'threads#Pool().queue', 'poolifier#*Pool{}.execute', 'node:worker_threads#Worker{}.postMessage',
    ],
    kind: 'enqueue',
    traits: ['worker'],
    guess: { receivers: ['piscina'], methods: ['run', 'runTask'] },
  },
]);
