/** What parses, compiles or loads something that stays the same from request to request. Sources: the libraries' READMEs. */

import { rowsOf } from '../rows.ts';

export const loads = rowsOf('load', [
  'ajv', 'dotenv', 'js-yaml', 'yaml', 'config', 'graphql', 'protobufjs', '@grpc/proto-loader', 'geoip-lite', 'maxmind', '@maxmind/geoip2-node',
  'path-to-regexp', 'i18next', 'swagger-jsdoc', 'joi', 'fast-json-stringify', 'toml', 'ini', 'json5', 'convict', 'nconf', 'cosmiconfig',
], [
  {
    match: [
      'ajv#{}.{compile,addSchema,validateSchema}', 'ajv#Ajv{}.{compile,addSchema}', 'ajv#{}', 'ajv/dist/{2019,2020,jtd}#{}', 'fast-json-stringify#',
      '@apidevtools/json-schema-ref-parser#{dereference,bundle,parse}', '@apidevtools/swagger-parser#{validate,dereference,bundle}',
      '@sinclair/typebox/compiler#TypeCompiler.Compile',
    ],
    kind: 'load',
    traits: ['schema', 'cpu'],
  },
  {
    match: [
      'graphql#{buildSchema,parse,printSchema}', '@graphql-tools/schema#makeExecutableSchema', 'graphql-tools#makeExecutableSchema',
      '@graphql-tools/load#{loadSchema,loadSchemaSync}', '@graphql-tools/load-files#{loadFiles,loadFilesSync}',
    ],
    kind: 'load',
    traits: ['schema', 'cpu'],
  },
  { match: ['protobufjs#{load,loadSync,parse}', '@grpc/proto-loader#{load,loadSync}', '@grpc/grpc-js#loadPackageDefinition'], kind: 'load', traits: ['schema'] },
  {
    match: [
      'dotenv#config', 'dotenv-flow#config', 'dotenv-expand#expand', 'convict#', 'nconf#{file,load}', 'cosmiconfig#cosmiconfig().{search,load}',
      'cosmiconfig#cosmiconfigSync().{search,load}',
    ],
    kind: 'load',
    traits: ['config'],
  },
  {
    match: ['js-yaml#{load,safeLoad,loadAll}', 'yaml#{parse,parseDocument,parseAllDocuments}', 'toml#parse', 'ini#parse', 'json5#parse', '@iarna/toml#parse'],
    kind: 'load',
    traits: ['config', 'depends-on-argument'],
  },
  {
    match: ['global#RegExp{}', 'global#RegExp', 'path-to-regexp#{pathToRegexp,match,compile}', 'path-to-regexp#', 're2#{}', 'xregexp#'],
    kind: 'load',
    traits: ['regex', 'depends-on-argument'],
  },
  {
    match: ['maxmind#{open,openSync}', '@maxmind/geoip2-node#Reader.{open,openBuffer}', 'geoip-lite#reloadDataSync', 'swagger-jsdoc#'],
    kind: 'load',
    traits: ['data'],
  },
  {
    match: [
      'global#WebAssembly.{compile,instantiate}', 'global#WebAssembly.{Module,Instance}{}', 'node:vm#{Script}{}',
      'node:vm#{runInContext,runInNewContext,runInThisContext,createContext}',
    ],
    kind: 'load',
    traits: ['code', 'cpu'],
  },
  { match: ['global#Intl.{NumberFormat,DateTimeFormat,Collator,PluralRules,RelativeTimeFormat,ListFormat,Segmenter}{}'], kind: 'load', traits: ['formatter'] },
  {
    match: [
      '@tensorflow/tfjs-node#load*Model', '@xenova/transformers#pipeline', '@huggingface/transformers#pipeline',
      'onnxruntime-node#InferenceSession.create', 'tiktoken#{get_encoding,encoding_for_model}', 'natural#BayesClassifier.load',
    ],
    kind: 'load',
    traits: ['model', 'cpu'],
  },
]);
