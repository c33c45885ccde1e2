# Likeness: `make help` says what there is.
SHELL := /bin/bash
.DELETE_ON_ERROR:

PYTHON ?= python3
MODEL ?= dfmvr
DATASET ?= facescape-wild
FACE_MODEL ?= procedural
ASSETS ?=
DATA_ROOT ?=
RUNS ?= runs
SEED ?= 0
JOBS ?= 2

.PHONY: help setup
help:
	@echo help

setup: .venv/ready
.venv/ready: pyproject.toml constraints.txt scripts/setup.sh
	@PYTHON=$(PYTHON) scripts/setup.sh
