# The exporter: `serve` unless another command is given. Configuration in /config, snapshots in /data; docs/running.md says more.
FROM node:24.22.3-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# Scripts of packages are not run: npm's `prepare` would build before the source is here.
RUN npm ci --ignore-scripts
# .dockerignore lets only the source through.
COPY . .
RUN npm run package && npm install --global --ignore-scripts --prefix /opt/lead-export ./lead-export-*.tgz

# Nothing of the build but the program and the one library that it does not hold.
FROM node:24.22.3-slim
COPY --from=build /opt/lead-export /opt/lead-export
# What was read last of a bucket is kept in /data: the root may be read-only.
ENV NODE_ENV=production PATH=/opt/lead-export/bin:$PATH XDG_CACHE_HOME=/data/cache
RUN install -d -m 700 -o node -g node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/v1/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["lead-export"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8080", "--config", "/config/lead-export.config.json"]
