import nodemailer from 'nodemailer';

const transport = nodemailer.createTransport({ host: process.env.MAIL_HOST });

export async function sendConfirmation(address, order) {
  await transport.sendMail({ to: address, subject: `Order ${order}` });
}
