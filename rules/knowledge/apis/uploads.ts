/** Files that users send, and where they are put. Sources: github.com/expressjs/multer, express-fileupload, formidable, @fastify/multipart, AWS SDK 3, Google Cloud Storage, Azure Blob. */

import { rowsOf } from '../rows.ts';

export const uploads = rowsOf('upload', [
  'multer', 'express-fileupload', 'formidable', '@fastify/multipart', 'busboy', 'multiparty', 'koa-body', 'koa-multer', '@koa/multer',
  '@nestjs/platform-express', 'graphql-upload', 'multer-s3', 'connect-busboy', 'skipper', 'tus-node-server', '@tus/server', 'uploadthing',
], [
  /** `dest` or `diskStorage`: local disk; without either, in memory. */
  { match: ['multer#', 'koa-multer#', '@koa/multer#'], kind: 'upload', traits: ['disk-when:dest', 'memory-by-default', 'option:storage'] },
  { match: ['multer#diskStorage', 'koa-multer#diskStorage', '@koa/multer#diskStorage', '@tus/file-store#FileStore{}'], kind: 'upload', traits: ['disk'] },
  { match: ['multer#memoryStorage'], kind: 'upload', traits: ['memory'] },
  {
    match: [
      'multer-s3#', 'multer-google-storage#*', 'multer-storage-cloudinary#CloudinaryStorage{}', 'multer-azure-blob-storage#*',
      '@tus/s3-store#S3Store{}', 'multer-s3-transform#', 'multer-sharp-s3#', 'uploadthing/*#createUploadthing',
    ],
    kind: 'upload',
    traits: ['object-store'],
  },
  {
    match: [
      'multer#().{single,array,fields,any,none}',
      '@nestjs/platform-express#{FileInterceptor,FilesInterceptor,FileFieldsInterceptor,AnyFilesInterceptor}', 'graphql-upload#graphqlUploadExpress',
      'graphql-upload/graphqlUploadExpress.mjs#',
    ],
    kind: 'upload',
    traits: ['middleware'],
  },
  {
    match: [
      'express-fileupload#', 'koa-body#', 'koa-body#koaBody', 'formidable#', 'formidable#{formidable,IncomingForm}', 'formidable#IncomingForm{}',
      'formidable#{Formidable}{}', 'multiparty#Form{}', 'busboy#', 'busboy#{}', 'connect-busboy#',
    ],
    kind: 'upload',
    traits: ['parser'],
  },
  { match: ['@fastify/multipart#'], kind: 'upload', given: true, traits: ['parser', 'plugin'] },
  {
    match: [
      'formidable#().parse', 'formidable#{formidable,IncomingForm}().parse', 'formidable#IncomingForm{}.parse', 'formidable#Formidable{}.parse',
      'multiparty#Form{}.parse',
    ],
    kind: 'upload',
    traits: ['disk'],
  },
  { match: ['express-fileupload#UploadedFile{}.mv', 'express#**.files.**.mv'], kind: 'file', traits: ['disk'], guess: { receivers: ['file', '*File', 'upload', 'image'], methods: ['mv'] } },
]);
