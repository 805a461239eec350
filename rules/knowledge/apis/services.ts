/**
 * Services asked through their own client: object stores, payments, language models, maps, CRMs, gRPC. How long they wait when the team sets nothing is
 * in the traits. Sources: each SDK's README or reference: stripe-node (80 s, 2 retries), openai-node and anthropic-sdk-typescript (10 minutes, 2 retries),
 * AWS SDK 3 (no request timeout), @grpc/grpc-js (no deadline), googleapis (gaxios: none).
 */

import { membersOf, on, rowsOf } from '../rows.ts';

const s3 = ['@aws-sdk/client-s3#S3Client{}', '@aws-sdk/client-s3#S3{}', 'aws-sdk#S3{}', 'aws-sdk/clients/s3#{}', 'minio#Client{}'];

export const objectStores = rowsOf('object-store', [
  '@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@aws-sdk/s3-request-presigner', 'aws-sdk', '@google-cloud/storage', '@azure/storage-blob', 'minio',
  'cloudinary', 'imagekit', '@vercel/blob', 'ali-oss', 'backblaze-b2',
], [
  {
    match: [
      ...on(s3, '.{send,getObject,putObject,upload,deleteObject,deleteObjects,listObjects,listObjectsV2,headObject,copyObject,fPutObject,fGetObject,removeObject,statObject}'),
      '@aws-sdk/lib-storage#Upload{}.done', 'aws-sdk#S3{}.**().promise',
    ],
    kind: 'outbound',
    traits: ['object-store', 'no-default-timeout', 'aws-command'],
    guess: { receivers: ['s3', 's3Client', 'minioClient'], methods: ['send', 'getObject', 'putObject', 'upload', 'deleteObject', 'listObjectsV2', 'headObject'] },
  },
  {
    match: [
      '@google-cloud/storage#Storage{}.bucket().{upload,getFiles}',
      '@google-cloud/storage#Storage{}.bucket().file().{save,download,delete,exists,getMetadata,copy,move,createWriteStream,createReadStream,getSignedUrl}',
      'firebase-admin#storage().bucket().{upload,getFiles}', 'firebase-admin#storage().bucket().file().{save,download,delete,exists}',
      '@azure/storage-blob#**.{upload,uploadData,uploadFile,uploadStream,download,downloadToBuffer,delete,deleteIfExists,exists}',
      'cloudinary#{v2,default}.uploader.{upload,destroy,upload_stream}', 'cloudinary#v2.uploader.{upload,destroy,upload_stream}',
      'imagekit#{}.{upload,deleteFile}', '@vercel/blob#{put,del,list,head,copy}', 'ali-oss#{}.{put,get,delete,list}',
    ],
    kind: 'outbound',
    traits: ['object-store'],
  },
  {
    match: [
      '@aws-sdk/client-s3#{S3Client,S3}{}', 'aws-sdk#S3{}', 'aws-sdk/clients/s3#{}', '@google-cloud/storage#Storage{}',
      '@azure/storage-blob#BlobServiceClient{}', '@azure/storage-blob#BlobServiceClient.fromConnectionString', 'ali-oss#{}',
    ],
    kind: 'open-client',
  },
  // Sends by Node's global agent, whose sockets all its clients share.
  { match: ['minio#Client{}'], kind: 'open-client', traits: ['shares-sockets'] },
]);

/** Every other client of AWS SDK 3, and of 2 by `.promise()`. */
export const aws = rowsOf('aws', [
  'aws-sdk', '@aws-sdk/client-lambda', '@aws-sdk/client-secrets-manager', '@aws-sdk/client-ssm', '@aws-sdk/client-cognito-identity-provider',
  '@aws-sdk/client-bedrock-runtime', '@aws-sdk/client-textract', '@aws-sdk/client-rekognition', '@aws-sdk/client-cloudwatch',
], [
  {
    match: ['@aws-sdk/client-*#*Client{}.send', '@aws-sdk/client-*#*{}.*', 'aws-sdk#*{}.*().promise', 'aws-sdk/clients/*#{}.*().promise'],
    kind: 'outbound',
    traits: ['no-default-timeout', 'aws-command'],
  },
  {
    match: [
      '@aws-sdk/client-{secrets-manager,ssm}#*Client{}.send', 'aws-sdk#SecretsManager{}.getSecretValue',
      'aws-sdk#SSM{}.{getParameter,getParameters,getParametersByPath}',
    ],
    kind: 'outbound',
    traits: ['no-default-timeout', 'aws-command', 'secret'],
  },
  { match: ['aws-sdk#{Credentials,Endpoint,Config,HttpRequest,CognitoIdentityCredentials,SharedIniFileCredentials,EnvironmentCredentials}{}'], kind: 'open-client', traits: ['cheap'] },
  { match: ['@aws-sdk/client-*#*Client{}', 'aws-sdk#*{}'], kind: 'open-client' },
]);

export const payments = rowsOf('stripe', [
  'stripe', 'braintree', '@paypal/checkout-server-sdk', 'razorpay', 'square', '@adyen/api-library', 'paystack', '@mollie/api-client', 'plaid',
  'coinbase-commerce-node', 'shippo', '@easypost/api', 'taxjar', '@lemonsqueezy/lemonsqueezy.js', '@paddle/paddle-node-sdk',
], [
  {
    match: on(
      ['stripe#{}', 'stripe#()', 'stripe#Stripe{}'],
      '.*.{create,retrieve,update,list,del,cancel,confirm,capture,search,pay,finalizeInvoice,attach,detach,sendInvoice,voidInvoice,release,createPreview,listLineItems,expire,reject,approve,decline,submit,verify,reverse,refund,upcoming}',
      '.*.*.{create,retrieve,update,list,del,cancel}',
    ),
    kind: 'outbound',
    traits: ['payment', 'default-timeout', 'retries'],
    guess: { receivers: ['stripe.*', 'stripe.*.*', 'stripeClient.*'], methods: ['create', 'retrieve', 'update', 'list', 'cancel', 'confirm', 'capture'] },
  },
  {
    match: [
      'braintree#BraintreeGateway{}.*.*', 'razorpay#{}.*.*', 'plaid#PlaidApi{}.*', ...membersOf('@adyen/api-library#CheckoutAPI{}'),
      '@mollie/api-client#createMollieClient().*.*', 'square#*Client{}.*.*', '@paddle/paddle-node-sdk#Paddle{}.*.*', '@easypost/api#{}.*.*',
    ],
    kind: 'outbound',
    traits: ['payment'],
  },
  { match: ['stripe#{}', 'stripe#', 'stripe#Stripe{}', 'braintree#BraintreeGateway{}', 'razorpay#{}'], kind: 'open-client', traits: ['cheap', 'agent'] },
]);

export const languageModels = rowsOf('llm', [
  'openai', '@anthropic-ai/sdk', 'ai', '@google/generative-ai', '@google/genai', 'cohere-ai', '@mistralai/mistralai', 'langchain',
  '@langchain/openai', 'replicate', 'groq-sdk', '@huggingface/inference', 'ollama', 'together-ai', 'elevenlabs', '@deepgram/sdk',
  '@aws-sdk/client-bedrock-runtime',
], [
  {
    match: [
      'openai#{OpenAI,AzureOpenAI}{}.**.{create,generate,edit,createAndPoll,parse,stream}',
      'openai#{}.**.{create,generate,edit,createAndPoll,parse,stream}', 'openai#OpenAIApi{}.*', 'groq-sdk#{}.**.create',
      '@anthropic-ai/sdk#{}.**.{create,stream}', '@anthropic-ai/sdk#Anthropic{}.**.{create,stream}', 'together-ai#{}.**.create',
    ],
    kind: 'outbound',
    traits: ['llm', 'default-timeout', 'retries', 'slow'],
    guess: { receivers: ['openai.chat.completions', 'completions', 'openai.embeddings', 'anthropic.messages'], methods: ['create'] },
  },
  {
    match: [
      'ai#{generateText,streamText,generateObject,streamObject,embed,embedMany,generateImage,experimental_generateImage}',
      '@google/generative-ai#GoogleGenerativeAI{}.getGenerativeModel().{generateContent,generateContentStream,embedContent}',
      '@google/genai#GoogleGenAI{}.models.{generateContent,generateContentStream,embedContent}', 'cohere-ai#CohereClient{}.*',
      ...membersOf('@mistralai/mistralai#Mistral{}'), '@langchain/*#*{}.{invoke,stream,batch,call,generate,embedDocuments,embedQuery}',
      'replicate#{}.{run,stream}', '@huggingface/inference#{HfInference,InferenceClient}{}.*', 'ollama#{chat,generate,embed,embeddings}',
      'ollama#Ollama{}.{chat,generate,embed}',
    ],
    kind: 'outbound',
    traits: ['llm', 'no-default-timeout', 'slow'],
  },
  {
    match: [
      'openai#{OpenAI,AzureOpenAI}{}', 'openai#{}', '@anthropic-ai/sdk#{}', '@anthropic-ai/sdk#Anthropic{}',
      '@google/generative-ai#GoogleGenerativeAI{}', '@google/genai#GoogleGenAI{}', 'groq-sdk#{}', 'replicate#{}',
    ],
    kind: 'open-client',
    traits: ['cheap'],
  },
]);

/** No deadline unless one is given. */
export const grpc = rowsOf('grpc', ['@grpc/grpc-js', 'nice-grpc', '@connectrpc/connect', 'grpc', '@nestjs/microservices', 'twirp-ts'], [
  {
    match: [
      '@grpc/grpc-js#loadPackageDefinition().**{}.*', '@grpc/grpc-js#makeGenericClientConstructor(){}.*',
      '@grpc/grpc-js#Client{}.{makeUnaryRequest,makeClientStreamRequest,makeServerStreamRequest}', 'nice-grpc#createClient().*',
      'nice-grpc#createClientFactory().create().*', '@connectrpc/connect#{createClient,createPromiseClient}().*',
    ],
    kind: 'outbound',
    traits: ['grpc', 'no-default-timeout', 'deadline'],
  },
  /** Made somewhere else: a deadline may be part of it. */
  { match: ['@connectrpc/connect#{Client,PromiseClient}{}.*'], kind: 'outbound', traits: ['grpc'] },
  { match: ['@nestjs/microservices#ClientGrpc{}.getService().*'], kind: 'outbound', traits: ['grpc', 'no-default-timeout', 'deadline'] },
  {
    match: [
      'nice-grpc#{createChannel,createClient}', '@connectrpc/connect#{createClient,createPromiseClient}',
      '@grpc/grpc-js#loadPackageDefinition().**{}', '@grpc/grpc-js#makeGenericClientConstructor(){}', '@connectrpc/connect-node#{createGrpcTransport,createConnectTransport}',
    ],
    kind: 'open-client',
    traits: ['channel'],
  },
  /** Only clients take them, whoever generated their classes. */
  { match: ['@grpc/grpc-js#{credentials,ChannelCredentials}.{createInsecure,createSsl,combineChannelCredentials}()'], kind: 'open-client', given: true, traits: ['channel'] },
]);

export const graphqlClients = rowsOf('graphql-client', [
  'graphql-request', '@apollo/client', '@urql/core', 'graphql-ws', 'apollo-datasource-rest', '@apollo/datasource-rest', '@apollo/gateway',
  '@trpc/client', 'jayson', 'soap',
], [
  {
    match: [
      'graphql-request#{request,rawRequest,batchRequests,gql}', 'graphql-request#GraphQLClient{}.{request,rawRequest,batchRequests}',
      '@apollo/client#ApolloClient{}.{query,mutate}', '@urql/core#{createClient,Client}().{query,mutation}',
      '@apollo/datasource-rest#RESTDataSource{}.{get,post,put,patch,delete,fetch}',
      '@apollo/datasource-rest#RESTDataSource.{get,post,put,patch,delete}', 'apollo-datasource-rest#RESTDataSource{}.{get,post,put,patch,delete}',
      '@trpc/client#{createTRPCClient,createTRPCProxyClient,createTRPCClient}().**.{query,mutate}', 'jayson#Client.{http,https,tcp}().request',
      'soap#createClientAsync().*',
    ],
    kind: 'outbound',
    traits: ['no-default-timeout'],
  },
  {
    match: ['graphql-request#GraphQLClient{}', '@apollo/client#ApolloClient{}', '@trpc/client#{createTRPCClient,createTRPCProxyClient}'],
    kind: 'open-client',
    traits: ['cheap'],
  },
]);

/** Beside them, such a module holds what they answer: `gmail_v1.Schema$Label`. */
const googleServices = '{Admin,Bigquery,Calendar,Chat,Classroom,Cloudidentity,Docs,Drive,Forms,Gmail,Oauth2,People,Searchconsole,Sheets,Slides,Storage,Tasks,Youtube}';
const graph = ['@microsoft/microsoft-graph-client#Client.{init,initWithMiddleware}()', '@microsoft/microsoft-graph-client#Client{}'];

/** Files and commands on other machines. */
export const remoteMachines = rowsOf('remote', [
  'ssh2', 'ssh2-sftp-client', 'basic-ftp', 'ftp', 'node-ssh', 'imapflow', 'imap', 'ldapjs', 'ldapts', 'dockerode', '@kubernetes/client-node', 'web3',
  'ethers', 'viem', '@octokit/rest', 'octokit', '@octokit/core', 'googleapis', '@googleapis/*', '@microsoft/microsoft-graph-client', '@googlemaps/google-maps-services-js', '@notionhq/client',
  '@hubspot/api-client', 'jsforce', 'airtable', 'contentful', '@sanity/client', 'shopify-api-node', '@shopify/shopify-api', 'twitter-api-v2', 'oauth',
  'openid-client', 'google-auth-library', 'auth0', '@clerk/backend', '@workos-inc/node', 'segment', '@segment/analytics-node', 'firebase-admin',
], [
  {
    match: [
      'ssh2-sftp-client#{}.{put,get,list,delete,mkdir,fastPut,fastGet}',
      'node-ssh#NodeSSH{}.{execCommand,putFile,getFile}', 'imapflow#ImapFlow{}.{connect,fetch,fetchOne,search}',
      'ldapts#Client{}.{bind,search,add,modify,del}', 'ldapjs#createClient().{bind,search,add,modify,del}',
      // Of `getContainer(id)` and its like nothing is asked yet: what is called on them is sent.
      'dockerode#{}.{auth,checkAuth,buildImage,importImage,loadImage,pull,run,info,version,ping,df,getEvents,searchImages}',
      'dockerode#{}.{createContainer,createImage,createNetwork,createPlugin,createSecret,createConfig,createService,createVolume}',
      'dockerode#{}.{listContainers,listImages,listNetworks,listNodes,listPlugins,listSecrets,listConfigs,listServices,listTasks,listVolumes}',
      'dockerode#{}.{pruneBuilder,pruneContainers,pruneImages,pruneNetworks,pruneVolumes}',
      'dockerode#{}.{swarmInit,swarmInspect,swarmJoin,swarmLeave,swarmUpdate}',
      'dockerode#{}.{getContainer,getImage,getVolume,getNetwork,getService,getTask,getNode,getSecret,getConfig,getPlugin,getExec}().*',
      'dockerode#{}.{createContainer,createService,createNetwork,createVolume}().*', 'dockerode#{}.getContainer().exec().{start,inspect,resize}',
      '@kubernetes/client-node#**.makeApiClient().*',
    ],
    kind: 'outbound',
    traits: ['no-default-timeout'],
  },
  {
    // ssh2 gives up on a handshake after 20 s (`readyTimeout`), basic-ftp on a silent socket after 30 s.
    match: ['ssh2-sftp-client#{}.connect', 'node-ssh#NodeSSH{}.connect', 'basic-ftp#Client{}.{access,uploadFrom,downloadTo,list}'],
    kind: 'outbound',
    traits: ['default-timeout'],
  },
  {
    match: [
      'web3#{}.eth.{call,getBalance,getBlock,sendTransaction,getTransaction,getTransactionReceipt}', ...membersOf('web3#Web3{}.eth'),
      'ethers#{JsonRpcProvider,InfuraProvider,AlchemyProvider}{}.*', 'ethers#providers.JsonRpcProvider{}.*', 'ethers#Contract{}.*',
      'viem#createPublicClient().*', 'viem#createWalletClient().*',
    ],
    kind: 'outbound',
    traits: ['rpc'],
  },
  {
    match: [
      ...membersOf('@octokit/rest#Octokit{}', 'octokit#Octokit{}'), '@octokit/core#Octokit{}.{request,graphql}',
      ...membersOf('googleapis#google.*()', '@googleapis/*#*()', ...on(['googleapis#', '@googleapis/*#'], `*_v*.${googleServices}{}`)),
      ...on(graph, '.api().{get,post,put,patch,delete,del}', '.api().**().{get,post,put,patch,delete,del}'), '@googlemaps/google-maps-services-js#Client{}.*', '@notionhq/client#Client{}.*.*',
      ...membersOf('@hubspot/api-client#Client{}'), 'jsforce#Connection{}.{query,login,sobject}',
      'airtable#{}.base()().select().{all,firstPage,eachPage}', 'contentful#createClient().*', '@sanity/client#createClient().{fetch,create,patch}',
      'shopify-api-node#{}.*.*', 'twitter-api-v2#**.v2.*', 'openid-client#**.{callback,refresh,userinfo,discover}', 'openid-client#Issuer.discover',
      'google-auth-library#OAuth2Client{}.{verifyIdToken,getToken,getAccessToken,refreshAccessToken}',
      ...membersOf('auth0#ManagementClient{}', '@clerk/backend#createClerkClient()'), '@workos-inc/node#WorkOS{}.*.*',
    ],
    kind: 'outbound',
  },
  {
    match: [
      'firebase-admin#auth().{verifyIdToken,getUser,createUser,updateUser,deleteUser,getUserByEmail,setCustomUserClaims,createCustomToken,listUsers}',
      'firebase-admin/auth#getAuth().{verifyIdToken,getUser,createUser,updateUser,deleteUser,getUserByEmail,setCustomUserClaims,listUsers}',
    ],
    kind: 'outbound',
  },
]);
