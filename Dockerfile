# One image for every Node process of the shop: which of them it is, its command says.
ARG NODE_IMAGE=node:24-trixie-slim

FROM ${NODE_IMAGE} AS packages
ARG PNPM_VERSION=12.21.0
RUN npm install --global --no-audit --no-fund pnpm@${PNPM_VERSION}
WORKDIR /app
COPY . .
# Not the Postgres binaries of the local stack, which are the only optional packages.
RUN pnpm install --prod --no-optional --frozen-lockfile --reporter=append-only

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app /app
# Whoever runs may write here, if a volume is mounted: a new volume takes these rights over.
RUN install -d -m 1777 /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s CMD ["node", "infra/compose/src/healthy.mjs"]
