/** How to ask the same in a terminal. */
export function curlFor(origin: string, orderId: string): string {
  return [
    '# once: log in as the keeper, who may see every order',
    `curl -s -c saga.cookies -H 'content-type: application/json' -H 'origin: ${origin}' -d '{"customer":"keeper"}' ${origin}/api/login`,
    '',
    '# every hop of this order, from the services and from Kafka',
    `curl -s -b saga.cookies ${origin}/api/trail/${orderId}`,
    '',
    '# the order as its services keep it',
    `curl -s -b saga.cookies ${origin}/api/orders/${orderId}`,
    '',
    '# its events, as they happen',
    `curl -sN -b saga.cookies '${origin}/api/live?order=${orderId}&from=recent'`,
    '',
  ].join('\n')
}
