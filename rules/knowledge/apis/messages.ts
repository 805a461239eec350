/**
 * Mail, SMS, push and chat: what users wait for while a provider answers.
 * Sources: nodemailer.com, SendGrid, Mailgun, Postmark, Resend, AWS SES, Twilio, Vonage, Firebase Cloud Messaging, Slack references.
 */

import { on, rowsOf } from '../rows.ts';

const mailers = ['nodemailer#createTransport()', 'nodemailer#Transporter{}', '@nestjs-modules/mailer#MailerService{}', 'nodemailer-smtp-transport#()'];

export const mail = rowsOf('mail', [
  'nodemailer', '@nestjs-modules/mailer', '@sendgrid/mail', 'mailgun.js', 'mailgun-js', 'postmark', 'resend', '@aws-sdk/client-ses',
  '@aws-sdk/client-sesv2', 'aws-sdk', 'node-mailjet', '@getbrevo/brevo', 'sib-api-v3-sdk', '@mailchimp/mailchimp_transactional', 'mailchimp-api-v3',
  'emailjs', 'email-templates', 'preview-email', 'mandrill-api', 'loops', 'plunk', '@azure/communication-email', 'sendmail', '@adonisjs/mail',
], [
  {
    match: [...on(mailers, '.sendMail'), 'email-templates#{}.send', 'sendmail#()', '@adonisjs/mail/services/main#{send,sendLater}'],
    kind: 'message',
    guess: { receivers: ['*'], methods: ['sendMail'] },
    traits: ['mail'],
  },
  {
    match: ['@sendgrid/mail#{send,sendMultiple}', '@sendgrid/mail#MailService{}.send', '@sendgrid/client#request'],
    kind: 'message',
    guess: { receivers: ['sgMail', 'sendgrid', 'sendGrid'], methods: ['send', 'sendMultiple'] },
    traits: ['mail'],
  },
  {
    match: [
      'mailgun.js#{}.client().messages.create', 'mailgun-js#().messages().send', 'mailgun.js#Mailgun{}.client().messages.create',
      'postmark#ServerClient{}.{sendEmail,sendEmailBatch,sendEmailWithTemplate,sendEmailBatchWithTemplates}', 'resend#Resend{}.emails.send',
      'resend#Resend{}.batch.send',
      '@aws-sdk/client-ses#SES{}.{sendEmail,sendRawEmail,sendTemplatedEmail}', 'aws-sdk#SES{}.{sendEmail,sendRawEmail,sendTemplatedEmail}',
      'node-mailjet#**.request', '@getbrevo/brevo#TransactionalEmailsApi{}.sendTransacEmail',
      'sib-api-v3-sdk#TransactionalEmailsApi{}.sendTransacEmail', '@mailchimp/mailchimp_transactional#().messages.{send,sendTemplate}',
      'mandrill-api#Mandrill{}.messages.{send,sendTemplate}', '@azure/communication-email#EmailClient{}.beginSend',
      'loops#LoopsClient{}.sendTransactionalEmail', 'emailjs#SMTPClient{}.{send,sendAsync}',
    ],
    kind: 'message',
    guess: { receivers: ['resend.emails', 'resend', 'postmark', 'ses', 'sesClient', 'mg.messages'], methods: ['send', 'sendEmail', 'sendEmailWithTemplate', 'create'] },
    traits: ['mail'],
  },
  {
    match: ['@aws-sdk/client-ses#SESClient{}.send', '@aws-sdk/client-sesv2#SESv2Client{}.send'],
    kind: 'message',
    commands: ['Send'],
    traits: ['mail', 'aws-command'],
  },
  // Connects for each mail, unless it is told to `pool`.
  { match: ['nodemailer#createTransport'], kind: 'open-client', traits: ['mail', 'pool-on-request'] },
  {
    match: [
      '@aws-sdk/client-ses#SESClient{}', '@aws-sdk/client-sesv2#SESv2Client{}', 'aws-sdk#SES{}',
    ],
    kind: 'open-client',
    traits: ['mail'],
  },
  // Around `fetch` or axios: nothing is connected.
  { match: ['mailgun.js#{}.client', 'postmark#ServerClient{}', 'resend#Resend{}'], kind: 'open-client', traits: ['mail', 'cheap'] },
]);

const twilios = ['twilio#()', 'twilio#{}', 'twilio#Twilio{}'];

export const sms = rowsOf('sms', ['twilio', '@vonage/server-sdk', 'plivo', 'messagebird', 'africastalking', 'telesign', '@aws-sdk/client-pinpoint', 'aws-sdk'], [
  {
    match: [
      ...on(twilios, '.messages.create', '.calls.create', '.verify.**.create', '.verify.v2.services().verifications.create', '.verify.v2.services().verificationChecks.create'),
      '@vonage/server-sdk#Vonage{}.{sms,messages}.send', 'plivo#Client{}.messages.create', 'messagebird#().messages.create',
      'africastalking#().SMS.send',
    ],
    kind: 'message',
    guess: { receivers: ['twilioClient.messages', 'twilio.messages'], methods: ['create'] },
    traits: ['sms'],
  },
  { match: ['@aws-sdk/client-pinpoint#PinpointClient{}.send'], kind: 'message', commands: ['Send'], traits: ['sms', 'aws-command'] },
  { match: ['twilio#', 'twilio#{}', 'twilio#Twilio{}', '@vonage/server-sdk#Vonage{}', 'plivo#Client{}'], kind: 'open-client', traits: ['cheap'] },
]);

const messaging = [
  'firebase-admin#messaging()', 'firebase-admin/messaging#getMessaging()', 'firebase-admin#initializeApp().messaging()',
  'firebase-admin/messaging#Messaging{}',
];

export const push = rowsOf('push', [
  'firebase-admin', 'web-push', 'expo-server-sdk', 'apn', '@parse/node-apn', 'onesignal-node', '@onesignal/node-onesignal', 'node-pushnotifications',
  'pusher', '@slack/web-api', '@slack/webhook', 'discord.js', 'node-telegram-bot-api', 'telegraf', 'ably', '@novu/node', '@novu/api',
  '@knocklabs/node', 'courier',
], [
  {
    match: [
      ...on(messaging, '.{send,sendEach,sendEachForMulticast,sendMulticast,sendAll,sendToDevice,sendToTopic}'), 'web-push#sendNotification',
      'expo-server-sdk#Expo{}.{sendPushNotificationsAsync,getPushNotificationReceiptsAsync}', 'apn#Provider{}.send',
      '@parse/node-apn#Provider{}.send', 'onesignal-node#Client{}.createNotification', 'node-pushnotifications#{}.send',
    ],
    kind: 'message',
    guess: { receivers: ['webpush', 'webPush', 'admin.messaging()', '*essaging()'], methods: ['sendNotification', 'send', 'sendEachForMulticast', 'sendMulticast'] },
    traits: ['push'],
  },
  {
    match: [
      'pusher#{}.{trigger,triggerBatch}', 'pusher#Pusher{}.{trigger,triggerBatch}', 'ably#Rest{}.channels.get().publish',
      '@slack/web-api#WebClient{}.chat.{postMessage,update,postEphemeral}', '@slack/web-api#WebClient{}.apiCall',
      '@slack/webhook#IncomingWebhook{}.send', 'discord.js#WebhookClient{}.send', 'node-telegram-bot-api#{}.{sendMessage,sendPhoto,sendDocument}',
      'telegraf#Telegraf{}.telegram.sendMessage', '@novu/node#Novu{}.trigger', '@novu/api#Novu{}.trigger',
      '@knocklabs/node#Knock{}.workflows.trigger',
    ],
    kind: 'message',
    guess: { receivers: ['pusher'], methods: ['trigger', 'triggerBatch'] },
    traits: ['push'],
  },
  {
    match: ['web-push#setVapidDetails', 'apn#Provider{}', '@parse/node-apn#Provider{}', 'pusher#{}', '@slack/web-api#WebClient{}', 'expo-server-sdk#Expo{}'],
    kind: 'open-client',
    traits: ['cheap'],
  },
]);
