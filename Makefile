# Likeness: `make help` says what there is. Every target sets up .venv by itself, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
MODEL ?= dfmvr
DATASET ?= facescape-wild
FACE_MODEL ?= procedural
ASSETS ?=
DATA_ROOT ?=
PREDICTIONS ?=
RUNS ?= runs
SEED ?= 0
JOBS ?=
SUBJECTS ?=
ARGS ?=
OVERWRITE ?=

VENV := .venv/bin/python
METHODS := $(sort $(basename $(notdir $(wildcard configs/*.yaml))))
STAND_INS := data/$(FACE_MODEL)
BENCH_ROOT = $(or $(DATA_ROOT),$(STAND_INS)/$(DATASET))

# Which face model: for the studio, and for the method.
ifeq ($(FACE_MODEL),procedural)
STUDIO_FACE := --face-model procedural
METHOD_FACE :=
else ifeq ($(FACE_MODEL),ict)
STUDIO_FACE = --face-model ict --assets $(ASSETS)
METHOD_FACE = --model.init_args.morphable_model morphable_models.ict_face_kit.IctFaceKit \
	--model.init_args.morphable_model.init_args.assets $(ASSETS)
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-smoke test lint synth train predict bench picture clean

help:
	@printf '%s\n' \
	'Likeness: 3D face reconstruction, trained, reconstructed and scored honestly.' '' \
	'  make demo                          stand-in data, training, prediction, score, picture: about 12 minutes' \
	'  make test                          all tests (no GPU, network or licensed file needed)' \
	'  make synth   DATASET=three-view    render a stand-in: three-view, facescape-wild or facescape-lab' \
	'  make train   MODEL=dfmvr           the paper'"'"'s setting with DATA_ROOT=real/data, else the demo setting' \
	'  make predict MODEL=dfmvr           reconstruct the images of DATASET with the trained method' \
	'  make bench   DATASET=facescape-wild  score every method that has predictions; append to the leaderboard' \
	'  make picture DATASET=facescape-wild  inputs, reconstructions and error maps of MODEL' \
	'  make lint                          ruff and mypy' \
	'  make setup                         only the environment .venv' \
	'  make clean                         remove stand-in data and runs (asks nothing; .venv stays)' '' \
	'Variables (NAME=value after the target):' \
	'  MODEL       method: $(METHODS)' \
	'  DATASET     facescape-wild, facescape-lab, three-view' \
	'  DATA_ROOT   folder of real data in its released layout; without it: stand-ins in data/<face model>/' \
	'  FACE_MODEL  procedural (default; ours, nothing to download) or ict with ASSETS=folder of ict_light_head.npz' \
	'  PREDICTIONS a folder of <id>.obj, .ply or .glb to score instead of our own predictions' \
	'  RUNS        where runs and the leaderboard go (default: runs)' \
	'  SEED        of training and of the demo (default: 0)' \
	'  JOBS        processes for scoring (default: one per core)' \
	'  SUBJECTS    how many subjects to render' \
	'  OVERWRITE=1 replace what an earlier command wrote' \
	'  ARGS        further options, handed to the command as they are'

setup: .venv/ready
.venv/ready: pyproject.toml constraints.txt scripts/setup.sh
	@PYTHON=$(PYTHON) scripts/setup.sh

# One line and exit code 2 for a misspelt name.
.PHONY: check-model check-face-model
check-model:
	@case " $(METHODS) " in *" $(MODEL) "*) ;; \
	*) echo "error: there is no method '$(MODEL)'; MODEL is one of: $(METHODS)" >&2; exit 2;; esac
check-face-model:
	@case "$(FACE_MODEL)" in procedural) ;; \
	ict) [ -n "$(ASSETS)" ] || { echo "error: FACE_MODEL=ict needs ASSETS=folder that holds ict_light_head.npz" >&2; exit 2; };; \
	*) echo "error: there is no face model '$(FACE_MODEL)'; FACE_MODEL is procedural or ict" >&2; exit 2;; esac

synth: check-face-model .venv/ready
	@$(VENV) -m synthesis $(DATASET) --out $(STAND_INS)/$(DATASET) $(STUDIO_FACE) \
	$(if $(SUBJECTS),--subjects $(SUBJECTS)) $(if $(OVERWRITE),--overwrite) $(ARGS)

# The stand-ins that training and scoring take when nothing else is given; made once.
data/$(FACE_MODEL)/%/SYNTHETIC.json: | check-face-model .venv/ready
	@$(VENV) -m synthesis $* --out data/$(FACE_MODEL)/$* $(STUDIO_FACE) $(if $(SUBJECTS),--subjects $(SUBJECTS))

# Real data (DATA_ROOT set, and not one of our stand-ins) gets the paper's setting, all else the demo's.
REAL := $(if $(DATA_ROOT),$(if $(wildcard $(DATA_ROOT)/SYNTHETIC.json),,yes))
ifeq ($(REAL),yes)
TRAIN_CONFIG = configs/$(MODEL).yaml
TRAIN_ROOT = $(DATA_ROOT)
else
TRAIN_CONFIG = configs/demo/$(MODEL).yaml
TRAIN_ROOT = $(or $(DATA_ROOT),$(STAND_INS)/three-view)
endif

train: check-model check-face-model $(if $(DATA_ROOT),,data/$(FACE_MODEL)/three-view/SYNTHETIC.json) .venv/ready
	@$(VENV) -m lightning_modules fit --config $(TRAIN_CONFIG) $(METHOD_FACE) \
	--data.init_args.root $(TRAIN_ROOT) --run_dir $(RUNS)/$(MODEL) --seed_everything $(SEED) \
	$(if $(OVERWRITE),--overwrite true) $(ARGS)

predict: check-model .venv/ready
	@$(VENV) -m lightning_modules predict --config configs/data/$(DATASET).yaml \
	--data.init_args.root $(BENCH_ROOT) --ckpt_path $(RUNS)/$(MODEL)/checkpoint.ckpt \
	$(if $(OVERWRITE),--overwrite true) $(ARGS)

bench: .venv/ready
	@$(VENV) -m benchmarks $(DATASET) --data-root $(BENCH_ROOT) --runs $(RUNS) \
	$(if $(PREDICTIONS),--predictions $(PREDICTIONS)) $(if $(JOBS),--jobs $(JOBS)) $(ARGS)

picture: check-model .venv/ready
	@$(VENV) -m benchmarks picture $(DATASET) --data-root $(BENCH_ROOT) --runs $(RUNS) --method $(MODEL) \
	--out $(RUNS)/$(MODEL)/$(DATASET).png $(ARGS)

# Each step of the demo is kept: a second call goes on where the first one stopped.
demo: check-face-model .venv/ready
	@echo "[1/5] training faces";    $(MAKE) $(STAND_INS)/three-view/SYNTHETIC.json
	@echo "[2/5] benchmark faces";   $(MAKE) $(STAND_INS)/facescape-wild/SYNTHETIC.json
	@echo "[3/5] training";          [ -e $(RUNS)/$(MODEL)/checkpoint.ckpt ] \
	&& echo "using $(RUNS)/$(MODEL)/checkpoint.ckpt; remove $(RUNS)/$(MODEL) to train anew" || $(MAKE) train
	@echo "[4/5] reconstruction";    $(MAKE) predict OVERWRITE=1
	@echo "[5/5] scores";            $(MAKE) bench
	@$(MAKE) picture

# The same steps in little, for continuous integration: it shows that they fit together, not how good they are.
demo-smoke: .venv/ready
	@rm -rf runs/smoke data/smoke
	@$(VENV) -m synthesis three-view --out data/smoke/three-view --face-model procedural --subjects 12
	@$(VENV) -m synthesis facescape-wild --out data/smoke/facescape-wild --face-model procedural --subjects 4
	@$(MAKE) train DATA_ROOT=data/smoke/three-view RUNS=runs/smoke ARGS="--trainer.max_steps 3"
	@$(MAKE) predict DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke
	@$(MAKE) bench DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke
	@$(MAKE) picture DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke

test: .venv/ready
	@$(VENV) -m pytest $(ARGS)

lint: .venv/ready
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

clean:
	@rm -rf data runs
