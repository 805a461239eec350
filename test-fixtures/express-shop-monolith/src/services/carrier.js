import axios from 'axios';

const carrier = axios.create({ baseURL: 'https://carrier.example', timeout: 2_000 });

/** The instance sets a deadline. */
export async function trackParcel(order) {
  const { data } = await carrier.get(`/parcels/${order}`);
  return data;
}
