import { render } from './templates.js';

export function invoiceFor(id) {
  return render('invoice', { id });
}
