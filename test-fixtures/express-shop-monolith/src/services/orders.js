import { customerById, insertOrder, latestOrders, ordersByCustomer } from '../data/orders.js';
import { sendConfirmation } from './mail.js';
import { reportSale } from './statistics.js';

/** One query for the orders, then one for each customer. */
export async function listOrders() {
  const orders = await latestOrders();
  for (const order of orders) {
    order.customer = await customerById(order.customer_id);
  }
  return orders;
}

/** One query, joined. */
export function ordersOf(customer) {
  return ordersByCustomer(customer);
}

export async function checkOut(order) {
  const saved = await insertOrder(order);
  await sendConfirmation(order.address, saved.id);
  await reportSale(saved);
  return saved;
}
