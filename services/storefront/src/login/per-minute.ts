import type { FastifyRequest } from 'fastify'

/** So often a minute may somebody ask for this: a customer, or an address while nobody is logged in. */
export const perMinute = (max: number) => ({ rateLimit: { max, timeWindow: '1 minute', keyGenerator } })

const keyGenerator = ({ caller, ip }: FastifyRequest) => caller?.customerId ?? ip
