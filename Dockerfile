# digest in a container: `docker build -t digest .`, then examples/compose.yaml or
#   docker run --rm -v "$PWD:/news:ro" -v digest-state:/state -e DIGEST_TRUST=/news digest run
FROM python:3.13-slim AS wheel
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --home-dir /state digest \
    && install --directory --owner=digest /state
# such as fleet, or fleet,chat
ARG EXTRAS=
RUN --mount=type=bind,from=wheel,source=/,target=/built \
    pip install --no-cache-dir --constraint /built/src/constraints.txt \
    "$(echo /built/wheels/*.whl)${EXTRAS:+[$EXTRAS]}"
# what is remembered and made lies in the volume; the folder of settings may be read-only
ENV DIGEST_PATHS__STORE=/state/digest.sqlite \
    DIGEST_EDITION__OUT=/state/editions \
    PYTHONUNBUFFERED=1
USER digest
VOLUME /state
WORKDIR /news
HEALTHCHECK --interval=10m --timeout=1m --start-period=30s \
    CMD ["digest", "doctor", "--offline"]
ENTRYPOINT ["digest"]
CMD ["run"]
