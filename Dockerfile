# The suite on a CPU, without a GPU's libraries; `docker run` shows with demo-smoke that its steps fit together:
#   docker build -t likeness .
#   docker run --rm likeness
#   docker run --rm -v "$PWD/data:/home/likeness/suite/data" -v "$PWD/runs:/home/likeness/suite/runs" likeness make demo
FROM python:3.11-slim-bookworm

# git: a score says which commit made it. The rest: Open3D's shared libraries, as scripts/setup.sh would add them.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        git make libusb-1.0-0 libgl1 libegl1 libgomp1 libx11-6 libudev1 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home likeness
USER likeness
WORKDIR /home/likeness/suite
ENV PIP_NO_CACHE_DIR=1 PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu

COPY --chown=likeness . .
RUN make setup && mkdir -p data runs

CMD ["make", "demo-smoke"]
