# One image for every Node process of the shop: which of them it is, its command says.
ARG NODE_IMAGE=node:24-trixie-slim

FROM ${NODE_IMAGE} AS source
ARG PNPM_VERSION=12.21.0
RUN npm install --global --no-audit --no-fund pnpm@${PNPM_VERSION}
WORKDIR /app
COPY . .

# What was fetched once is kept by the builder: the next build needs no network.
FROM source AS pages
RUN --mount=type=cache,target=/store pnpm install --store-dir /store --frozen-lockfile --prefer-offline \
  --filter @saga-shop/pages... --reporter=append-only
# The bundler wants the tsconfig.json that all others extend; what it says is for those who check types.
RUN echo '{}' >tsconfig.json && node services/storefront/web/main.ts

FROM source AS packages
# Without what builds the pages, and without the Postgres of the local stack, which is the only optional package.
RUN --mount=type=cache,target=/store pnpm install --store-dir /store --frozen-lockfile --prefer-offline \
  --prod --no-optional --filter '!@saga-shop/pages' --reporter=append-only

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app /app
COPY --from=pages /app/services/storefront/web/dist services/storefront/web/dist
# Whoever runs may write here, if a volume is mounted: a new volume takes these rights over.
RUN install -d -m 1777 /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s CMD ["node", "infra/compose/src/healthy.mjs"]
