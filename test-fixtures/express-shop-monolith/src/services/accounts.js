import bcrypt from 'bcryptjs';
import { insertCustomer } from '../data/customers.js';

export async function signUp({ address, password }) {
  const secret = bcrypt.hashSync(password, 12);
  return insertCustomer(address, secret);
}
