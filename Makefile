# Likeness: `make help` says what there is. Every target sets up .venv by itself, once.
#
# The overview is made from this file (scripts/make_help.py): `target: ... ## group: text` is a target's line,
# `## text` above it what `make help TARGET=target` adds, `## helper` marks a target that is no command of the
# user's, and `## text` above a variable is its line.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

## method: $(METHODS)
MODEL ?= dfmvr
## of MODEL: a file of configs/ablation or configs/variants laid over its setting, such as dfmvr-v5
VARIANT ?=
## another setting to train than the paper's or the demo's, such as configs/laptop/dfmvr.yaml
CONFIG ?=
## a benchmark, for make bench (all: python -m benchmarks --help); a data set, for make synth (all:
## python -m synthesis --help); photographs to reconstruct, for make predict and make show: $(PREDICTABLE)
DATASET ?= facescape-wild
## folder of real data in its released layout; without it: stand-ins in data/<face model>/
DATA_ROOT ?=
## a folder of <id>.obj, .ply or .glb to score instead of our own predictions; "a b" compares two
PREDICTIONS ?=
## where runs and the leaderboard go (default: runs)
RUNS ?= runs
## procedural (default; ours, nothing to download), or with ASSETS: ict, bfm09, bfm17, flame
FACE_MODEL ?= procedural
## folder of the face model's files: ict_light_head.npz, BFM_model_front.mat, the .h5 files of BFM 2017 and
## AlbedoMM, or flame.npz
ASSETS ?=
## file of the face parser that the method is to look through
PARSER ?=
## what make train-parser trains on: celebamask-hq (default) or three-view
PARSER_DATA ?= celebamask-hq
## file of a network of faces for the specular method: its identity loss (make train-identity makes one)
IDENTITY ?=
## of training and of the demo (default: that of the setting; 0 for the demo)
SEED ?=
## how many subjects to render (default: enough for its use)
SUBJECTS ?=
## processes for scoring (default: one per core)
JOBS ?=
## how failures count: drop (default), common or worst
POLICY ?=
## front, left or right: predict pixel-face from that photograph alone, in RUNS/MODEL-front; front:
## facescape-lab-multiview too
VIEWS ?=
## a study of the paper's, for make study: dfmvr-angles
STUDY ?=
## a commit: make leaderboard then says what has moved since
DIFF ?=
## benchmarks whose rankings make tau compares
PROTOCOLS ?=
## a clone of the FaceScape repository, for make replay
FACESCAPE ?=
## for make reconstruct: a photograph or a folder of them; for make label: the folder to label, into OUT
IMAGES ?=
## where make label writes; another place for what make report, compare, dashboard and picture write
OUT ?=
## for make report: one benchmark, or several in quotes; without it, all that have scores
BENCHMARK ?=
## 0: make bench writes no page of its scores
REPORT ?=
## of the relit picture: left (default), right, top, warm or a JSON file
LIGHT ?=
## 1: detect landmarks where a photograph has none (needs the extra "detect")
DETECT ?=
## what make import-weights and make convert-... read
FROM ?=
## for make compare: a method of RUNS, a folder of a run or of predictions, or a commit that has scored
A ?=
## for make compare: the other one
B ?=
## 1: replace what an earlier command wrote
OVERWRITE ?=
## further options, handed to the command as they are
ARGS ?=
## the Python that .venv is made with (default: python3)
PYTHON ?= python3
## a target, for make help
TARGET ?=

VENV := .venv/bin/python
# A misspelt variable would be ignored without a word, and the command would do something else than it was asked to.
KNOWN = $(shell sed -n 's/^\([A-Z_]*\) ?=.*/\1/p' $(firstword $(MAKEFILE_LIST))) VENV
GIVEN = $(foreach word,$(subst \ ,_,$(MAKEOVERRIDES)),$(word 1,$(subst =, ,$(subst :=,=,$(word)))))
ifneq ($(MAKEOVERRIDES),)
UNKNOWN := $(filter-out $(KNOWN),$(GIVEN))
$(if $(UNKNOWN),$(error there is no variable $(UNKNOWN); make help lists them))
endif

# A variant of a method is a file of configs/ablation or configs/variants, laid over its setting, and a run of its own.
NAME = $(or $(VARIANT),$(MODEL))
RUN = $(RUNS)/$(NAME)
VARIANT_FILES = $(sort $(wildcard configs/ablation/$(MODEL)-*.yaml configs/variants/$(MODEL)-*.yaml))
LAID_OVER = $(filter %/$(VARIANT).yaml,$(VARIANT_FILES))
ABLATED = $(patsubst configs/ablation/$(MODEL)-%.yaml,%,$(filter configs/ablation/%,$(VARIANT_FILES)))
METHODS := $(sort $(basename $(notdir $(wildcard configs/*.yaml))))
PREDICTABLE := $(sort $(basename $(notdir $(wildcard configs/data/*.yaml))))
STAND_INS := data/$(FACE_MODEL)
# MFNet's triples are of one moment and one light, DF-MVR's may be taken one after the other; one image is enough for
# the specular method.
TRAINING_SET = $(if $(filter mfnet,$(MODEL)),three-view-room,$(if $(filter specular,$(MODEL)),celeba,three-view))
# Variants of a protocol share its data: micc-genova is of micc, celeba-color of celeba.
WITH_VARIANTS := facescape-lab facescape-expressions pixel-face bosphorus now micc aflw2000 celeba
DATA_NAME = $(or $(firstword $(foreach set,$(WITH_VARIANTS),$(if $(filter $(set)-%,$(DATASET)),$(set)))),$(DATASET))
BENCH_ROOT = $(or $(DATA_ROOT),$(STAND_INS)/$(DATA_NAME))
# What a target is going to use, in the line that it begins with.
ON_DATA = the $(if $(wildcard $(BENCH_ROOT)/SYNTHETIC.json),stand-in,data) in $(BENCH_ROOT)

# Which face model, for the studio and for the method: its class, and the file that its ASSETS hold.
FACE_CLASS_ict := ict_face_kit.IctFaceKit
FACE_CLASS_bfm09 := bfm09.Bfm09
FACE_CLASS_bfm17 := bfm17.Bfm17
FACE_CLASS_flame := flame.Flame
FACE_FILE_ict := ict_light_head.npz
FACE_FILE_bfm09 := BFM_model_front.mat
FACE_FILE_bfm17 := model2017-1_face12_nomouth.h5
FACE_FILE_flame := flame.npz
FACE_CLASS = $(FACE_CLASS_$(FACE_MODEL))
FACE_FILE = $(FACE_FILE_$(FACE_MODEL))
STUDIO_FACE = --face-model $(FACE_MODEL)$(if $(FACE_FILE), --assets $(ASSETS))
METHOD_FACE = $(if $(FACE_CLASS),--model.init_args.morphable_model morphable_models.$(FACE_CLASS) \
	--model.init_args.morphable_model.init_args.assets $(ASSETS))

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-smoke test lint synth train predict bench doctor picture meta clean
MAKE_HELP = $(PYTHON) scripts/make_help.py Makefile METHODS="$(METHODS)" PREDICTABLE="$(PREDICTABLE)"

## make help TARGET=bench
## make help-bench
help: ## upkeep: this overview; with TARGET=bench, that target with examples
	@$(MAKE_HELP) --target "$(if $(filter command%,$(origin TARGET)),$(TARGET))"
help-%:
	@$(MAKE_HELP) --target "$*"

## make setup
## make setup PYTHON=python3.11
setup: .venv/ready ## upkeep: only the environment .venv
	@echo "make setup: .venv is ready"
.venv/ready: pyproject.toml constraints.txt scripts/setup.sh
	@PYTHON=$(PYTHON) scripts/setup.sh

# One line and exit code 2 for a misspelt name.
.PHONY: check-model check-face-model check-photographs say-setting train-for-demo
check-model: ## helper
	@case " $(METHODS) " in *" $(MODEL) "*) ;; \
	*) echo "error: there is no method '$(MODEL)'; MODEL is one of: $(METHODS)" >&2; exit 2;; esac
	@[ -z "$(VARIANT)" ] || [ -n "$(LAID_OVER)" ] || { echo "error: there is no variant '$(VARIANT)' of $(MODEL); VARIANT is" \
	"one of: $(or $(notdir $(basename $(VARIANT_FILES))),none)" >&2; exit 2; }
check-face-model: ## helper
	@[ "$(FACE_MODEL)" = procedural ] || [ -n "$(FACE_FILE)" ] || { echo "error: there is no face model '$(FACE_MODEL)';" \
	"FACE_MODEL is procedural, ict, bfm09, bfm17 or flame" >&2; exit 2; }
	@[ -z "$(FACE_FILE)" ] || [ -n "$(ASSETS)" ] || \
	{ echo "error: FACE_MODEL=$(FACE_MODEL) needs ASSETS=folder that holds $(FACE_FILE)" >&2; exit 2; }
check-photographs: ## helper
	@[ -n "$(wildcard configs/data/$(DATASET).yaml)" ] || { echo "error: there are no photographs '$(DATASET)' to reconstruct;" \
	"DATASET is one of: $(PREDICTABLE)" >&2; exit 2; }

.PHONY: import-weights
## The authors' released weights become RUNS/MODEL/checkpoint.ckpt; nothing in their file is run.
## make import-weights MODEL=dfmvr FROM=000000279.pth FACE_MODEL=bfm09 ASSETS=data/face-models
import-weights: check-model check-face-model .venv/ready ## weights: the released weights of MODEL, in FROM, become its checkpoint
	@[ -n "$(FROM)" ] || { echo "error: import-weights needs FROM=file of the released weights, such as 000000279.pth" >&2; exit 2; }
	@echo "make import-weights: $(FROM) into $(RUNS)/$(MODEL)/checkpoint.ckpt, configs/$(MODEL).yaml"
	@$(VENV) -m lightning_modules.import_weights --config configs/$(MODEL).yaml --from $(FROM) $(METHOD_FACE) \
	--run_dir $(RUNS)/$(MODEL) $(if $(OVERWRITE),--overwrite) $(ARGS)

.PHONY: convert-bfm09
## make convert-bfm09 FROM=path/to/PublicMM1
convert-bfm09: .venv/ready ## weights: BFM_model_front.mat from the licensed Basel Face Model 2009
	@[ -n "$(FROM)" ] || { echo "error: convert-bfm09 needs FROM=folder that holds 01_MorphableModel.mat" >&2; exit 2; }
	@echo "make convert-bfm09: $(FROM) into data/face-models/BFM_model_front.mat"
	@$(VENV) -m morphable_models convert-bfm09 --from $(FROM) $(ARGS)

.PHONY: bfm17-stand-in
## The Basel Face Model 2017 and AlbedoMM are read as they are; for want of them, data/face-models/bfm17-stand-in.
## make bfm17-stand-in
bfm17-stand-in: .venv/ready ## weights: files in the layout of BFM 2017 and AlbedoMM, with a face of ours
	@echo "make bfm17-stand-in: a face of ours in files like those of BFM 2017 and AlbedoMM, into data/face-models/bfm17-stand-in"
	@$(VENV) -m morphable_models bfm17-stand-in $(ARGS)

.PHONY: convert-flame
## FLAME, which is licensed but for one version, becomes data/face-models/flame.npz (docs/face_models.md).
## make convert-flame FROM=path/to/FLAME2020
convert-flame: .venv/ready ## weights: flame.npz from the released files of FLAME
	@[ -n "$(FROM)" ] || { echo "error: convert-flame needs FROM=folder that holds a model of FLAME and RingNet's landmarks" >&2; exit 2; }
	@echo "make convert-flame: $(FROM) into data/face-models/flame.npz"
	@$(VENV) -m morphable_models convert-flame --from $(FROM) $(ARGS)

## make synth DATASET=three-view
## make synth DATASET=now SUBJECTS=4 OVERWRITE=1
## make synth DATASET=facescape-wild FACE_MODEL=ict ASSETS=path/to/FaceXModel
synth: check-face-model .venv/ready ## data: render a stand-in of a data set
	@echo "make synth: a stand-in of $(DATA_NAME), $(FACE_MODEL) face, into $(STAND_INS)/$(DATA_NAME)"
	@$(VENV) -m synthesis $(DATA_NAME) --out $(STAND_INS)/$(DATA_NAME) $(STUDIO_FACE) \
	$(if $(SUBJECTS),--subjects $(SUBJECTS)) $(if $(OVERWRITE),--overwrite) $(ARGS)

# The stand-ins that training and scoring take when nothing else is given; made once.
$(STAND_INS)/%/SYNTHETIC.json: | check-face-model .venv/ready
	@echo "a stand-in of $*, $(FACE_MODEL) face, into $(STAND_INS)/$*"
	@$(VENV) -m synthesis $* --out $(STAND_INS)/$* $(STUDIO_FACE) $(if $(SUBJECTS),--subjects $(SUBJECTS))

# Real data (DATA_ROOT set, and not one of our stand-ins) gets the paper's setting, all else the demo's.
REAL := $(if $(DATA_ROOT),$(if $(wildcard $(DATA_ROOT)/SYNTHETIC.json),,yes))
ifeq ($(REAL),yes)
TRAIN_CONFIG = $(or $(CONFIG),configs/$(MODEL).yaml)
TRAIN_ROOT = $(DATA_ROOT)
SETTING = the setting$(if $(CONFIG),, of the paper), $(TRAIN_CONFIG)$(if $(LAID_OVER), with $(LAID_OVER)), on $(DATA_ROOT)
else
TRAIN_CONFIG = $(or $(CONFIG),configs/demo/$(MODEL).yaml)
TRAIN_ROOT = $(or $(DATA_ROOT),$(STAND_INS)/$(TRAINING_SET))
SETTING = the setting$(if $(CONFIG),, of the demo), $(TRAIN_CONFIG)$(if $(LAID_OVER), with $(LAID_OVER)), on stand-in data in $(TRAIN_ROOT)
endif

say-setting: ## helper
	@echo "make train MODEL=$(MODEL)$(if $(VARIANT), VARIANT=$(VARIANT)): $(SETTING), into $(RUN)"

## With real data in DATA_ROOT, the paper's setting, else the demo's. ARGS="--ckpt_path runs/dfmvr/checkpoint.ckpt"
## goes on with an interrupted training (docs/training.md).
## make train MODEL=dfmvr
## make train MODEL=dfmvr CONFIG=configs/laptop/dfmvr.yaml RUNS=runs/laptop
## make train MODEL=dfmvr VARIANT=dfmvr-released DATA_ROOT=data/prepared/pixel-face PARSER=parser.ckpt FACE_MODEL=bfm09 ASSETS=data/face-models
train: check-model check-face-model say-setting $(if $(DATA_ROOT),,$(STAND_INS)/$(TRAINING_SET)/SYNTHETIC.json) .venv/ready ## train: a method, in the paper's setting with DATA_ROOT=real/data, else in the demo's
	@$(VENV) -m lightning_modules fit --config $(TRAIN_CONFIG) $(addprefix --config ,$(LAID_OVER)) $(METHOD_FACE) \
	$(addprefix --model.init_args.face_parser ,$(PARSER)) $(addprefix --model.init_args.identity_network ,$(IDENTITY)) \
	--data.init_args.root $(TRAIN_ROOT) --run_dir $(RUN) $(if $(SEED),--seed_everything $(SEED)) \
	$(if $(OVERWRITE),--overwrite true) $(ARGS)

# A face parser: of portraits, whose setting is chosen as a method's is, or of the crops that DF-MVR sees,
# which have labels only where the studio made them (a real crop's come from a parser).
.PHONY: train-parser check-parser-data
PARSER_NAME = $(if $(filter three-view,$(PARSER_DATA)),crop-parser,face-parser)
PARSER_STAND_IN = $(STAND_INS)/$(PARSER_DATA)
check-parser-data: ## helper
	@case "$(PARSER_DATA)$(REAL)" in celebamask-hq|celebamask-hqyes|three-view) ;; \
	three-viewyes) echo "error: PARSER_DATA=three-view trains on crops of the studio; $(DATA_ROOT) holds none" >&2; exit 2;; \
	*) echo "error: there is no parser for '$(PARSER_DATA)'; PARSER_DATA is celebamask-hq or three-view" >&2; exit 2;; esac
## On CelebAMask-HQ in DATA_ROOT or portraits from the studio; PARSER_DATA=three-view: on the studio's crops.
## make train-parser
## make train-parser DATA_ROOT=path/to/CelebAMask-HQ
## make train-parser PARSER_DATA=three-view
train-parser: check-parser-data check-face-model .venv/ready ## train: the face parser, from which DF-MVR has its masks
	@echo "make train-parser: configs/auxiliary/$(if $(REAL),,demo/)$(PARSER_NAME).yaml on $(or $(DATA_ROOT),$(PARSER_STAND_IN)), into $(RUNS)/$(PARSER_NAME)"
	@$(if $(DATA_ROOT),,$(MAKE) $(PARSER_STAND_IN)/SYNTHETIC.json)
	@$(VENV) -m lightning_modules fit --config configs/auxiliary/$(if $(REAL),,demo/)$(PARSER_NAME).yaml \
	--data.init_args.root $(or $(DATA_ROOT),$(PARSER_STAND_IN)) --run_dir $(RUNS)/$(PARSER_NAME) \
	$(if $(SEED),--seed_everything $(SEED)) $(if $(OVERWRITE),--overwrite true) $(ARGS)

# An identity network, on people of whom there are several images; the stand-in has some for training.
.PHONY: train-identity
## make train-identity
## make train-identity DATA_ROOT=path/to/celeba
train-identity: check-face-model .venv/ready ## train: whose face it is: on CelebA in DATA_ROOT, else people of the studio
	@echo "make train-identity: configs/auxiliary/$(if $(REAL),,demo/)identity.yaml on $(or $(DATA_ROOT),$(STAND_INS)/celeba), into $(RUNS)/identity"
	@$(if $(DATA_ROOT),,$(MAKE) $(STAND_INS)/celeba/SYNTHETIC.json)
	@$(VENV) -m lightning_modules fit --config configs/auxiliary/$(if $(REAL),,demo/)identity.yaml \
	--data.init_args.root $(or $(DATA_ROOT),$(STAND_INS)/celeba) --run_dir $(RUNS)/identity \
	$(if $(SEED),--seed_everything $(SEED)) $(if $(OVERWRITE),--overwrite true) $(ARGS)

## make predict MODEL=dfmvr
## make predict MODEL=mfnet DATASET=pixel-face DATA_ROOT=path/to/pixel-face VIEWS=front
predict: check-model check-photographs .venv/ready ## train: reconstruct the images of DATASET with the trained method
	@echo "make predict: $(RUN)/checkpoint.ckpt on $(ON_DATA), into $(RUN)$(addprefix -,$(VIEWS))/predictions/$(DATASET)"
	@$(VENV) -m lightning_modules predict --config configs/data/$(DATASET).yaml \
	--data.init_args.root $(BENCH_ROOT) --ckpt_path $(RUN)/checkpoint.ckpt \
	$(if $(VIEWS),--data.init_args.views $(VIEWS)) $(if $(OVERWRITE),--overwrite true) $(ARGS)

.PHONY: show
## make show MODEL=mfnet DATASET=aflw2000
## make show MODEL=dfmvr DATASET=facescape-wild ARGS="--samples 4"
show: check-model check-photographs .venv/ready ## look: what a method makes of photographs of DATASET, in one picture
	@echo "make show: $(RUN)/checkpoint.ckpt on $(ON_DATA), into $(RUN)/pictures/$(DATASET).png"
	@$(VENV) -m lightning_modules.show --config configs/data/$(DATASET).yaml --data.init_args.root $(BENCH_ROOT) \
	--ckpt_path $(RUN)/checkpoint.ckpt --out $(RUN)/pictures/$(DATASET).png $(ARGS)

.PHONY: reconstruct
## A folder for each photograph: OBJ, GLB, renders, relit picture, coefficients (docs/reconstruct.md).
## make reconstruct MODEL=dfmvr IMAGES=photos/ PARSER=runs/face-parser/checkpoint.ckpt
## make reconstruct MODEL=specular IMAGES=photos/me.jpg LIGHT=warm DETECT=1
reconstruct: check-model .venv/ready ## look: a mesh with materials, pictures, coefficients of each photograph
	@[ -n "$(IMAGES)" ] || { echo "error: reconstruct needs IMAGES=a photograph or a folder of them, with landmarks" \
	"(docs/reconstruct.md)" >&2; exit 2; }
	@echo "make reconstruct: $(RUN)/checkpoint.ckpt on $(IMAGES), into $(RUN)/reconstructions"
	@$(VENV) -m lightning_modules.reconstruct --ckpt_path $(RUN)/checkpoint.ckpt --images $(IMAGES) \
	--out $(RUN)/reconstructions $(addprefix --light ,$(LIGHT)) $(addprefix --face_parser ,$(PARSER)) \
	$(if $(DETECT),--data.init_args.detect true) $(if $(OVERWRITE),--overwrite true) $(ARGS)

## Scores are kept sample by sample: a killed run goes on. Without DATA_ROOT: on the stand-in of make synth.
## Tables and curves of all scores of DATASET go to RUNS/reports/DATASET.html (REPORT=0: they do not).
## make bench DATASET=facescape-wild
## make bench DATASET=now DATA_ROOT=path/to/now PREDICTIONS="mine/ theirs/" POLICY=worst
bench: .venv/ready ## score: score every method that has predictions; append to the leaderboard
	@echo "make bench: $(or $(PREDICTIONS),predictions in $(RUNS)) by $(DATASET), on $(ON_DATA), into $(RUNS)"
	@$(VENV) -m benchmarks $(DATASET) $(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) --runs $(RUNS) \
	$(if $(PREDICTIONS),--predictions $(PREDICTIONS)) $(if $(JOBS),--jobs $(JOBS)) \
	$(if $(POLICY),--failure-policy $(POLICY)) $(ARGS)
	@$(if $(filter 0,$(REPORT))$(filter -h --help,$(ARGS)),,$(VENV) -m reports report --runs $(RUNS) --tables-only \
	--benchmark $(DATASET) --out $(RUNS)/reports/$(DATASET).html)

## make doctor DATASET=bosphorus DATA_ROOT=path/to/bosphorus
## make doctor DATASET=now DATA_ROOT=path/to/now PREDICTIONS=mine/
doctor: .venv/ready ## data: examine a copy of a data set, or with PREDICTIONS=folder those
	@echo "make doctor: $(if $(PREDICTIONS),$(PREDICTIONS) for )$(ON_DATA)"
ifneq ($(PREDICTIONS),)
	@$(VENV) -m benchmarks doctor $(DATASET) --predictions $(PREDICTIONS) \
	$(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) $(ARGS)
else
	@$(VENV) -m face_datasets doctor $(DATA_NAME) --data-root $(BENCH_ROOT) $(ARGS)
endif

.PHONY: label
## A second call goes on where the first stopped.
## make label IMAGES=celeba/Img/img_align_celeba OUT=celeba/prepared/parsing PARSER=runs/face-parser/checkpoint.ckpt
label: .venv/ready ## data: labels of a face parser for a folder of photographs
	@[ -n "$(IMAGES)" ] && [ -n "$(PARSER)" ] && [ -n "$(OUT)" ] || { echo "error: label needs IMAGES=folder of photographs," \
	"PARSER=file of a face parser and OUT=folder for the labels" >&2; exit 2; }
	@echo "make label: $(PARSER) on $(IMAGES), into $(OUT)"
	@$(VENV) -m lightning_modules.label_images --parser $(PARSER) --images $(IMAGES) --out $(OUT) $(ARGS)

.PHONY: prepare
## DATASET is celeba, pixel-face, multi-pie or multi-pie-sessions. A second call goes on where the first stopped.
## make prepare DATASET=pixel-face DATA_ROOT=path/to/pixel-face
## make prepare DATASET=multi-pie DATA_ROOT=path/to/multi-pie ARGS="--angle 45"
prepare: .venv/ready ## data: crops, landmarks, masks of DATA_ROOT to train on, in data/prepared/
	@[ -n "$(DATA_ROOT)" ] || { echo "error: prepare needs DATA_ROOT=folder of the released data" >&2; exit 2; }
	@echo "make prepare: $(DATASET) in $(DATA_ROOT), into data/prepared/$(DATASET)"
	@$(VENV) -m face_datasets prepare $(DATASET) --data-root $(DATA_ROOT) $(ARGS)

## make picture
## make picture MODEL=dfmvr RUNS=runs/ict FACE_MODEL=ict ASSETS=path/to/FaceXModel
picture: check-model .venv/ready ## look: inputs, reconstructions and error maps of MODEL on facescape-wild
	@echo "make picture: $(NAME) on $(ON_DATA), into $(or $(OUT),$(RUN)/$(DATASET).png)"
	@$(VENV) -m benchmarks picture $(DATASET) --data-root $(BENCH_ROOT) --runs $(RUNS) --method $(NAME) \
	--out $(or $(OUT),$(RUN)/$(DATASET).png) $(ARGS)

.PHONY: leaderboard tau replay
## make leaderboard
## make leaderboard DIFF=1a2b3c4
leaderboard: .venv/ready ## score: tables of all scores, with provenance; DIFF=commit: what has moved since
	@echo "make leaderboard: $(RUNS)/leaderboard.csv$(if $(DIFF),$(COMMA) what has moved since $(DIFF),$(COMMA) into $(RUNS)/tables)"
	@$(VENV) -m benchmarks leaderboard-tables --runs $(RUNS) $(if $(DIFF),--diff $(DIFF)) $(ARGS)

.PHONY: report report-picture web
## One self-contained page of everything in RUNS, or of BENCHMARK; OUT is another place for it.
## make report
## make report BENCHMARK=facescape-wild
report: .venv/ready ## look: scores of RUNS as one page: tables, curves, 3D error maps
	@echo "make report: scores in $(RUNS)$(addprefix $(COMMA) of ,$(BENCHMARK)), pictures from $(or $(DATA_ROOT),$(STAND_INS)), into $(or $(OUT),$(RUNS)/report.html)"
	@$(VENV) -m reports report --runs $(RUNS) $(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) \
	$(if $(BENCHMARK),--benchmark $(BENCHMARK)) $(if $(OUT),--out $(OUT)) $(ARGS)

## The picture in README.md and docs/report.md, which are of the demo's run: needs a Chromium.
## make report-picture
report-picture: ## upkeep: the report, and its first sample as the documentation's picture of it
	@echo "make report-picture: scores in $(RUNS), into $(or $(OUT),$(RUNS)/report.html) and docs/pictures/report.jpg"
	@$(MAKE) report
	@$(VENV) -m reports picture $(or $(OUT),$(RUNS)/report.html) --out docs/pictures/report.jpg

## For those who change reports/web/src: needs Node.
## make web
web: ## upkeep: script and style of pages, built anew
	@echo "make web: reports/web/src into reports/web/dist, packages from the npm registry"
	@cd reports/web && npm ci --no-fund --no-audit && npm run build

# A and B: methods of RUNS, folders of runs or of predictions, or commits that have scored.
.PHONY: compare dashboard
## Two methods, runs, folders of predictions or commits, sample by sample (docs/compare.md).
## make compare A=dfmvr B=mfnet
## make compare A=mine/ B=theirs/ DATASET=now
compare: .venv/ready ## look: two methods, runs, folders of predictions or commits, sample by sample
	@[ -n "$(A)" ] && [ -n "$(B)" ] || { echo "error: compare needs A= and B=: two methods of RUNS, two folders of" \
	"predictions with DATASET=name, or two commits (docs/compare.md)" >&2; exit 2; }
	@echo "make compare: $(A) against $(B), scores in $(RUNS), into $(or $(OUT),$(RUNS)/compare)"
	@$(VENV) -m reports compare $(A) $(B) --runs $(RUNS) $(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) \
	$(if $(DATA_ROOT)$(filter command environment,$(origin DATASET)),--benchmark $(DATASET)) \
	$(if $(JOBS),--jobs $(JOBS)) $(if $(OUT),--out $(OUT)) $(ARGS)

## make dashboard
dashboard: .venv/ready ## look: trainings in RUNS side by side: curves, pictures, options
	@echo "make dashboard: trainings in $(RUNS), into $(or $(OUT),$(RUNS)/dashboard.html)"
	@$(VENV) -m reports dashboard --runs $(RUNS) $(if $(OUT),--out $(OUT)) $(ARGS)

## make tau PROTOCOLS="now pixel-face"
tau: .venv/ready ## score: how far the rankings of protocols agree
	@[ -n "$(PROTOCOLS)" ] || { echo "error: tau needs PROTOCOLS=benchmarks, such as PROTOCOLS=\"now pixel-face\"" >&2; exit 2; }
	@echo "make tau: rankings of $(PROTOCOLS) in $(RUNS)/leaderboard.csv, into $(RUNS)/tau.csv"
	@$(VENV) -m benchmarks tau --runs $(RUNS) $(PROTOCOLS) $(ARGS)

## make replay FACESCAPE=path/to/facescape
replay: .venv/ready ## papers: printed baselines against the results stored in the FaceScape repository
	@[ -n "$(FACESCAPE)" ] || { echo "error: replay needs FACESCAPE=a clone of github.com/zhuhao-nju/facescape" >&2; exit 2; }
	@echo "make replay: results stored in $(FACESCAPE), into $(RUNS)/replay.csv"
	@$(VENV) -m benchmarks replay --facescape $(FACESCAPE) --runs $(RUNS) $(ARGS)

## On pairs whose correspondence is known (docs/estimators.md).
## make meta
meta: check-face-model .venv/ready ## score: which estimator follows the true error, where it is known: about 2 minutes
	@echo "make meta: estimators of the error on $(or $(DATA_ROOT),$(STAND_INS)/meta), into $(RUNS)"
	@$(if $(DATA_ROOT),,$(MAKE) $(STAND_INS)/meta/SYNTHETIC.json)
	@$(VENV) -m benchmarks meta --data-root $(or $(DATA_ROOT),$(STAND_INS)/meta) --runs $(RUNS) \
	$(if $(JOBS),--jobs $(JOBS)) $(ARGS)

# Each step of the demo is kept: a second call goes on where the first one stopped, and only there: a
# checkpoint of another face model or seed, or of no demo, is not passed off as this one's.
COMMA := ,
DEMO := DATASET=facescape-wild DATA_ROOT= PREDICTIONS= VIEWS= OUT= BENCHMARK= ARGS=
DEMO_RUN = $(RUN)
DEMO_SETTING = $(TRAIN_CONFIG), $(addsuffix $(COMMA) ,$(LAID_OVER))face model $(FACE_MODEL), seed $(or $(SEED),0)$(addprefix $(COMMA) parser ,$(PARSER))$(addprefix $(COMMA) identity ,$(IDENTITY))
## make demo
## make demo FACE_MODEL=ict ASSETS=path/to/FaceXModel RUNS=runs/ict
demo: check-model check-face-model .venv/ready ## first: stand-in data, training, prediction, score, picture: 12 to 14 minutes
	@echo "make demo: $(DEMO_SETTING), into $(DEMO_RUN)"
	@echo "[1/5] training faces";    $(MAKE) $(STAND_INS)/$(TRAINING_SET)/SYNTHETIC.json
	@echo "[2/5] benchmark faces";   $(MAKE) $(STAND_INS)/facescape-wild/SYNTHETIC.json
	@echo "[3/5] training";          $(MAKE) train-for-demo $(DEMO)
	@echo "[4/5] reconstruction";    $(MAKE) predict $(DEMO) OVERWRITE=1
	@echo "[5/5] scores";            $(MAKE) bench $(DEMO)
	@$(MAKE) picture $(DEMO)
	@$(MAKE) report $(DEMO)

train-for-demo: ## helper
	@if [ -n "$(OVERWRITE)" ]; then rm -f $(DEMO_RUN)/demo $(DEMO_RUN)/demo-trained; \
	elif [ -e $(DEMO_RUN)/checkpoint.ckpt ] && ! grep -qsxF "$(DEMO_SETTING)" $(DEMO_RUN)/demo; then \
	echo "error: $(DEMO_RUN) holds another training than '$(DEMO_SETTING)';" \
	"choose RUNS=another/folder, or replace it with OVERWRITE=1" >&2; exit 2; fi
	@mkdir -p $(DEMO_RUN) && echo "$(DEMO_SETTING)" > $(DEMO_RUN)/demo
	@if [ -e $(DEMO_RUN)/demo-trained ] && [ -e $(DEMO_RUN)/checkpoint.ckpt ]; then \
	echo "using $(DEMO_RUN)/checkpoint.ckpt; OVERWRITE=1 trains anew"; \
	elif [ -e $(DEMO_RUN)/checkpoint.ckpt ] && [ -z "$(OVERWRITE)" ]; then \
	$(MAKE) train ARGS="--ckpt_path $(DEMO_RUN)/checkpoint.ckpt"; \
	else $(MAKE) train; fi
	@touch $(DEMO_RUN)/demo-trained

.PHONY: demo-seeds
## Three trainings of the demo, for the table in the README; they share the stand-ins.
## make demo-seeds
demo-seeds: ## papers: the demo for the training seeds 0, 1 and 2
	@echo "make demo-seeds: the demo with seeds 0, 1 and 2, into $(RUNS)/$(FACE_MODEL)-0, -1 and -2"
	@for seed in 0 1 2; do $(MAKE) demo SEED=$$seed RUNS=$(RUNS)/$(FACE_MODEL)-$$seed; done

.PHONY: ablation ablation-on study study-on predict-once
STEP := DATA_ROOT= PREDICTIONS= VIEWS= ARGS=
ABLATION = $(RUNS)/ablation
## On the stand-ins of the benchmarks that the paper has the table for. What is trained, predicted and scored is kept,
## as in the demo: a second call goes on where the first stopped.
## make ablation MODEL=dfmvr
## make ablation MODEL=specular IDENTITY=runs/identity/checkpoint.ckpt
ablation: check-model check-face-model .venv/ready ## papers: MODEL's variants, trained and scored as in the demo, beside the paper's table
	@[ -n "$(ABLATED)" ] || { echo "error: there is no ablation of '$(MODEL)': no configs/ablation/$(MODEL)-*.yaml" >&2; exit 2; }
	@[ -z "$(DATA_ROOT)" ] || { echo "error: ablation takes stand-ins; with real data, make train, predict and bench" \
	"each VARIANT with RUNS=$(ABLATION), then $(VENV) -m benchmarks ablation $(MODEL) --runs $(ABLATION)" >&2; exit 2; }
	@[ "$(MODEL)" != specular ] || [ -n "$(IDENTITY)" ] || { echo "error: without a network of faces the full model is its" \
	"own variant without L_id: give IDENTITY=file (make train-identity makes one)" >&2; exit 2; }
	@echo "make ablation: $(words $(ABLATED)) variants of $(MODEL) on stand-ins, $(FACE_MODEL) face, into $(ABLATION)"
	@sets=$$($(VENV) -m benchmarks ablation $(MODEL) $(ABLATED) --list-benchmarks); \
	for set in $$sets; do $(MAKE) ablation-on $(STEP) DATASET=$$set; done
	@$(VENV) -m benchmarks ablation $(MODEL) --runs $(ABLATION)
ablation-on: $(STAND_INS)/$(TRAINING_SET)/SYNTHETIC.json ## helper
	@$(MAKE) $(STAND_INS)/$(DATA_NAME)/SYNTHETIC.json
	@number=0; for variant in $(ABLATED); do number=$$((number + 1)); \
	echo "[$$number/$(words $(ABLATED))] $(MODEL)-$$variant"; \
	$(MAKE) train-for-demo RUNS=$(ABLATION) VARIANT=$(MODEL)-$$variant; \
	$(MAKE) predict-once RUNS=$(ABLATION) VARIANT=$(MODEL)-$$variant; done
	@$(MAKE) bench RUNS=$(ABLATION)

# Predictions of this checkpoint, for this data, are kept; half of them are replaced.
PREDICTED = $(RUN)/predicted-$(DATASET)
predict-once: ## helper
	@if [ "$$(cat $(PREDICTED) 2>/dev/null)" = "$(BENCH_ROOT)" ] && [ $(PREDICTED) -nt $(RUN)/checkpoint.ckpt ] && \
	[ ! $(BENCH_ROOT)/SYNTHETIC.json -nt $(PREDICTED) ]; then echo "using $(RUN)/predictions/$(DATASET)"; \
	else $(MAKE) predict OVERWRITE=1; echo "$(BENCH_ROOT)" > $(PREDICTED); fi

## Of MODEL (and VARIANT) as it is trained in RUNS.
## make study STUDY=dfmvr-angles
## make study STUDY=dfmvr-angles VARIANT=dfmvr-v6 RUNS=runs/ablation
study: check-model check-face-model .venv/ready ## papers: a trained method under the conditions of a table of the paper
	@[ -n "$(STUDY)" ] || { echo "error: study needs STUDY=name, such as dfmvr-angles" >&2; exit 2; }
	@[ -e $(RUN)/checkpoint.ckpt ] || { echo "error: $(RUN)/checkpoint.ckpt does not exist: train first, or take a" \
	"variant that make ablation has trained: VARIANT=name RUNS=$(ABLATION)" >&2; exit 2; }
	@echo "make study: $(STUDY) of $(RUN)/checkpoint.ckpt, into $(RUNS)"
	@set=$$($(VENV) -m benchmarks study $(STUDY) --list-benchmarks); $(MAKE) study-on DATASET=$$set PREDICTIONS= VIEWS= ARGS=
	@$(VENV) -m benchmarks study $(STUDY) --runs $(RUNS)
study-on: ## helper
	@$(if $(DATA_ROOT),,$(MAKE) $(STAND_INS)/$(DATA_NAME)/SYNTHETIC.json)
	@$(MAKE) predict-once
	@$(MAKE) bench

## The demo's steps in little, for continuous integration: they fit together; how good they are it does not say.
## make demo-smoke
demo-smoke: .venv/ready ## first: the same steps in little: about 2 minutes
	@echo "make demo-smoke: the demo in little, into runs/smoke"
	@rm -rf runs/smoke data/smoke
	@$(VENV) -m synthesis three-view --out data/smoke/three-view --face-model procedural --subjects 12
	@$(VENV) -m synthesis facescape-wild --out data/smoke/facescape-wild --face-model procedural --subjects 4
	@$(MAKE) train DATA_ROOT=data/smoke/three-view RUNS=runs/smoke ARGS="--trainer.max_steps 3"
	@$(MAKE) predict DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke OUT=
	@$(MAKE) bench DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke OUT=
	@$(MAKE) picture DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke OUT=
	@$(MAKE) report DATA_ROOT=data/smoke/facescape-wild RUNS=runs/smoke OUT= BENCHMARK=facescape-wild

## make test
## make test ARGS="tests/geometry -k rotation"
test: .venv/ready ## first: all tests (no GPU, network or licensed file needed)
	@echo "make test: $(or $(ARGS),all tests), two at a time; the last line counts those that passed"
	@OMP_NUM_THREADS=1 $(VENV) -m pytest -n 2 $(ARGS)

# A warning (a dead link, an undocumented argument, a page in no menu) fails the build; with --quiet it would not count.
.PHONY: docs docs-serve
## make docs
docs: .venv/ready ## upkeep: the documentation site, in site/
	@echo "make docs: the documentation site, into site/"
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict 2>&1 | { grep -v '^INFO' || true; }
	@echo "open site/index.html"
## make docs-serve
docs-serve: .venv/ready ## upkeep: the documentation site, at http://127.0.0.1:8000 while it is edited
	@echo "make docs-serve: the documentation site, at http://127.0.0.1:8000 until Ctrl-C"
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs serve

## make lint
lint: .venv/ready ## upkeep: ruff and mypy
	@echo "make lint: ruff and mypy, on all files; nothing is changed"
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

# The pictures of docs/concepts: the procedural head and committed results, nothing else.
.PHONY: docs-pictures
## make docs-pictures
docs-pictures: .venv/ready ## upkeep: the pictures of docs/concepts, drawn from the procedural head
	@echo "make docs-pictures: the procedural head and committed results, into docs/pictures/concepts"
	@$(VENV) -m scripts.docs_pictures $(ARGS)

## Asks nothing; real data, which no SYNTHETIC.json stands beside, and .venv stay.
## make clean
clean: ## upkeep: remove stand-in data and RUNS
	@echo "make clean: stand-ins in data, and $(RUNS)"
	@for marker in data/*/SYNTHETIC.json data/*/*/SYNTHETIC.json; do \
	[ ! -e "$$marker" ] || rm -rf "$$(dirname "$$marker")"; done
	@rm -rf $(RUNS)
	@echo "removed"
