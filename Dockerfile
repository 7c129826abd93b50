# The exporter: `serve` unless another command is given. Configuration in /config, snapshots in /data; docs/running.md says more.
FROM node:20.20.2-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Scripts of packages are not run: npm's `prepare` would build before the source is here.
RUN npm ci --ignore-scripts
# .dockerignore lets only the source through.
COPY . .
RUN npm run build && npm pack --ignore-scripts && mv lead-export-*.tgz lead-export.tgz

FROM node:20.20.2-slim
ENV NODE_ENV=production
COPY --from=build /build/lead-export.tgz /tmp/
RUN npm install --global --ignore-scripts /tmp/lead-export.tgz && npm cache clean --force && rm /tmp/lead-export.tgz
RUN install -d -o node -g node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/v1/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["lead-export"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080", "--config", "/config/lead-export.config.json"]
