import type { Server } from '@saga-shop/runtime'
import * as answers from '@saga-shop/runtime/answers'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Discard, isMissing, Parked, ParkedStory, Problem, Redriven, SeenTo } from '../api.ts'
import type { Context } from '../shop/context.ts'
import { answerOf, expects, passOn } from '../upstream/part.ts'
import { type UpstreamName, upstreamNames } from '../upstream/upstreams.ts'
import { askEach, asStorefront, watchersOnly } from './ask-each.ts'
import { forEyesOf } from './for-eyes-of.ts'

const items = expects<answers.ParkedItem[]>(Type.Array(answers.ParkedItem))
const seen = expects<answers.SeenTo[]>(Type.Array(answers.SeenTo))
const story = expects<answers.ParkedStory>(Type.Unknown())
const done = expects<Redriven>(Redriven)

const Service = Type.Unsafe<UpstreamName>(Type.Union(upstreamNames.map((name) => Type.Literal(name))))
const One = Type.Object({ service: Service, id: Type.String({ maxLength: 200, pattern: '^[\\w-]+$' }) })
const problems = { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 503: Problem }

// Hearing an order's events again may take a while.
const patience = 10_000

/** What cannot be processed and waits for a person: its list, its story, and what a keeper can do about it. */
export function parkedRoutes(app: Server, context: Context) {
  listRoute(app, context)
  seenToRoute(app, context)
  storyRoute(app, context)
  actRoutes(app, context)
}

function listRoute(app: Server, context: Context) {
  app.get(
    '/api/parked',
    {
      schema: {
        summary: 'What is parked, in all services; the oldest first',
        querystring: Type.Object({ order: Type.Optional(Type.String({ maxLength: 200, pattern: '^[\\w-]+$' })) }),
        response: { 200: Parked, ...problems },
      },
    },
    async (request): Promise<Parked> => {
      watchersOnly(request, context)
      const { order } = request.query
      const asked = await askEach(context, request.trace, `/parked${order ? `?order=${order}` : ''}`, items)
      const parked = asked.flatMap(({ service, part }) =>
        isMissing(part) ? [] : part.value.map((item) => ({ service, ...item })),
      )
      return {
        parked: parked.sort((one, other) => Date.parse(one.parkedAt) - Date.parse(other.parkedAt)),
        missing: asked.flatMap(({ part }) => (isMissing(part) ? [part] : [])),
      }
    },
  )
}

function storyRoute(app: Server, context: Context) {
  const schema = {
    summary: 'What it says, and why it is parked',
    params: One,
    response: { 200: ParkedStory, ...problems },
  }
  app.get('/api/parked/:service/:id', { schema }, async (request): Promise<ParkedStory> => {
    watchersOnly(request, context)
    const { service, id } = request.params
    const headers = await asStorefront(context.tokens, request.trace, service)
    const answer = await context.upstreams[service].ask({ path: `/parked/${id}`, headers })
    passOn(service, answer)
    const { item, ...told } = answerOf(service, answer, story)
    return { ...forEyesOf(request.caller?.role === 'keeper', told), ...(item && { item: { service, ...item } }) }
  })
}

function seenToRoute(app: Server, context: Context) {
  const schema = { summary: 'What was parked, and persons saw to', response: { 200: SeenTo, ...problems } }
  app.get('/api/parked/seen-to', { schema }, async (request): Promise<SeenTo> => {
    watchersOnly(request, context)
    const asked = await askEach(context, request.trace, '/parked/seen-to', seen)
    const seenTo = asked.flatMap(({ service, part }) =>
      isMissing(part) ? [] : part.value.map((item) => ({ service, ...item })),
    )
    return {
      seenTo: seenTo.sort((one, other) => Date.parse(other.at) - Date.parse(one.at)).slice(0, 20),
      missing: asked.flatMap(({ part }) => (isMissing(part) ? [part] : [])),
    }
  })
}

function actRoutes(app: Server, { access, upstreams, tokens }: Context) {
  /** Asks a service to do something about what it has parked, in the name of the keeper. */
  async function act(request: FastifyRequest, service: UpstreamName, path: string, body: object): Promise<Redriven> {
    const { name } = access.keeper(request)
    const headers = await asStorefront(tokens, request.trace, service)
    const question = { method: 'POST', path, body: { by: name, ...body }, headers, patience } as const
    const answer = await upstreams[service].ask(question)
    passOn(service, answer)
    return answerOf(service, answer, done)
  }

  const common = { params: One, response: { 200: Redriven, ...problems } }
  app.post(
    '/api/parked/:service/:id/redrive',
    { schema: { summary: 'Hear an order’s parked events again; `id` is the order', ...common } },
    async (request) => await act(request, request.params.service, `/parked/${request.params.id}/redrive`, {}),
  )
  app.post(
    '/api/parked/:service/:id/discard',
    { schema: { summary: 'Give one up for good', body: Discard, ...common } },
    async (request) => await act(request, request.params.service, `/parked/${request.params.id}/discard`, request.body),
  )
}
