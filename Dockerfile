# The suite on a CPU, without a GPU's libraries; `docker run` shows with demo-smoke that its steps fit together:
#   docker build -t likeness .
#   docker run --rm likeness
# The demo, into folders of yours (which have to be there, or Docker makes them root's):
#   docker build -t likeness --build-arg UID=$(id -u) .
#   mkdir -p data runs
#   docker run --rm -v "$PWD/data:/home/likeness/suite/data" -v "$PWD/runs:/home/likeness/suite/runs" likeness make demo
# Continuous integration does not build this file; tests/test_packaging.py compares it with what the set-up needs.
FROM python:3.11-slim-bookworm

# git: a score says which commit made it. The rest: Open3D's shared libraries, as scripts/setup.sh would add them.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        git make libusb-1.0-0 libgl1 libegl1 libgomp1 libx11-6 libudev1 \
    && rm -rf /var/lib/apt/lists/*

ARG UID=1000
RUN useradd --create-home --non-unique --uid "$UID" likeness
USER likeness
RUN mkdir /home/likeness/suite
WORKDIR /home/likeness/suite
ENV PIP_NO_CACHE_DIR=1 PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu

COPY --chown=likeness . .
RUN make setup && mkdir -p data runs

CMD ["make", "demo-smoke"]
