# Likeness: `make help` says what there is. Every target sets up .venv by itself, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
MODEL ?= dfmvr
VARIANT ?=
CONFIG ?=
PARSER ?=
STUDY ?=
DATASET ?= facescape-wild
FACE_MODEL ?= procedural
ASSETS ?=
PARSER_DATA ?= celebamask-hq
DATA_ROOT ?=
PREDICTIONS ?=
RUNS ?= runs
SEED ?=
JOBS ?=
SUBJECTS ?=
ARGS ?=
DIFF ?=
PROTOCOLS ?=
FACESCAPE ?=
POLICY ?=
VIEWS ?=
OVERWRITE ?=
IMAGES ?=
IDENTITY ?=
OUT ?=
BENCHMARK ?=
LIGHT ?=
DETECT ?=
FROM ?=

VENV := .venv/bin/python
# A variant of a method is a file of configs/ablation or configs/variants, laid over its setting, and a run of its own.
NAME = $(or $(VARIANT),$(MODEL))
RUN = $(RUNS)/$(NAME)
VARIANT_FILES = $(sort $(wildcard configs/ablation/$(MODEL)-*.yaml configs/variants/$(MODEL)-*.yaml))
LAID_OVER = $(filter %/$(VARIANT).yaml,$(VARIANT_FILES))
ABLATED = $(patsubst configs/ablation/$(MODEL)-%.yaml,%,$(filter configs/ablation/%,$(VARIANT_FILES)))
METHODS := $(sort $(basename $(notdir $(wildcard configs/*.yaml))))
STAND_INS := data/$(FACE_MODEL)
# MFNet's triples are of one moment and one light, DF-MVR's may be taken one after the other; one image is enough for
# the specular method.
TRAINING_SET = $(if $(filter mfnet,$(MODEL)),three-view-room,$(if $(filter specular,$(MODEL)),celeba,three-view))
# Variants of a protocol share its data: micc-genova is of micc, celeba-color of celeba.
WITH_VARIANTS := facescape-lab facescape-expressions pixel-face bosphorus now micc aflw2000 celeba
DATA_NAME = $(or $(firstword $(foreach set,$(WITH_VARIANTS),$(if $(filter $(set)-%,$(DATASET)),$(set)))),$(DATASET))
BENCH_ROOT = $(or $(DATA_ROOT),$(STAND_INS)/$(DATA_NAME))

# Which face model: for the studio, and for the method.
ifeq ($(FACE_MODEL),procedural)
STUDIO_FACE := --face-model procedural
METHOD_FACE :=
else ifeq ($(FACE_MODEL),ict)
STUDIO_FACE = --face-model ict --assets $(ASSETS)
METHOD_FACE = --model.init_args.morphable_model morphable_models.ict_face_kit.IctFaceKit \
	--model.init_args.morphable_model.init_args.assets $(ASSETS)
else ifeq ($(FACE_MODEL),bfm09)
STUDIO_FACE = --face-model bfm09 --assets $(ASSETS)
METHOD_FACE = --model.init_args.morphable_model morphable_models.bfm09.Bfm09 \
	--model.init_args.morphable_model.init_args.assets $(ASSETS)
else ifeq ($(FACE_MODEL),bfm17)
STUDIO_FACE = --face-model bfm17 --assets $(ASSETS)
METHOD_FACE = --model.init_args.morphable_model morphable_models.bfm17.Bfm17 \
	--model.init_args.morphable_model.init_args.assets $(ASSETS)
else ifeq ($(FACE_MODEL),flame)
STUDIO_FACE = --face-model flame --assets $(ASSETS)
METHOD_FACE = --model.init_args.morphable_model morphable_models.flame.Flame \
	--model.init_args.morphable_model.init_args.assets $(ASSETS)
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-smoke test lint synth train predict bench doctor picture meta clean

help:
	@printf '%s\n' \
	'Likeness: 3D face reconstruction, trained, reconstructed and scored honestly.' '' \
	'  make demo                          stand-in data, training, prediction, score, picture: 12 to 14 minutes' \
	'  make demo-seeds                    the demo for the training seeds 0, 1 and 2' \
	'  make ablation MODEL=dfmvr          its variants, trained and scored as in the demo, beside the paper'"'"'s table' \
	'  make show    MODEL=mfnet           what a method makes of photographs of DATASET: runs/<method>/pictures' \
	'  make reconstruct IMAGES=photos/    a mesh with materials, pictures, coefficients of each photograph (docs/reconstruct.md)' \
	'  make study   STUDY=dfmvr-angles    MODEL in RUNS (and VARIANT) under the conditions of a table of the paper' \
	'  make test                          all tests (no GPU, network or licensed file needed)' \
	'  make synth   DATASET=three-view    render a stand-in of a data set (names: below)' \
	'  make train   MODEL=dfmvr           the paper'"'"'s setting with DATA_ROOT=real/data, else the demo setting' \
	'  make train-parser                  the face parser: CelebAMask-HQ in DATA_ROOT, else portraits from the studio;' \
	'                                     PARSER_DATA=three-view: the parser of crops, on those of the studio' \
	'  make train-identity                whose face it is: CelebA in DATA_ROOT, else people from the studio' \
	'  make predict MODEL=dfmvr           reconstruct the images of DATASET with the trained method' \
	'  make bench   DATASET=facescape-wild  score every method that has predictions; append to the leaderboard' \
	'  make doctor  DATASET=bosphorus     examine a copy of a data set in DATA_ROOT, or with PREDICTIONS=folder those' \
	'  make prepare DATASET=pixel-face    crops, landmarks, masks of DATA_ROOT (or celeba, multi-pie, multi-pie-sessions) in data/prepared/' \
	'  make meta                          which estimator follows the true error, where it is known: about 2 minutes' \
	'  make picture DATASET=facescape-wild  inputs, reconstructions and error maps of MODEL' \
	'  make report                        all scores, curves and 3D error maps in one HTML file: RUNS/report.html' \
	'  make leaderboard                   tables of all scores, with provenance; DIFF=commit: what has moved since' \
	'  make tau PROTOCOLS="now pixel-face"  how far the rankings of protocols agree' \
	'  make replay FACESCAPE=clone/       printed baselines against the results stored in the FaceScape repository' \
	'  make import-weights FROM=000000279.pth  the released weights of MODEL become its checkpoint (FACE_MODEL=bfm09)' \
	'  make convert-bfm09 FROM=folder     BFM_model_front.mat from the licensed Basel Face Model 2009' \
	'  make bfm17-stand-in                files in the layout of the Basel Face Model 2017 and AlbedoMM, with a face of ours' \
	'  make convert-flame FROM=folder     flame.npz from the released files of FLAME (docs/face_models.md)' \
	'  make lint                          ruff and mypy' \
	'  make setup                         only the environment .venv' \
	'  make clean                         remove stand-in data and RUNS (asks nothing; real data and .venv stay)' '' \
	'Variables (NAME=value after the target):' \
	'  MODEL       method: $(METHODS)' \
	'  VARIANT     of MODEL: a file of configs/ablation or configs/variants laid over its setting, such as dfmvr-v5' \
	'  CONFIG      another setting to train than the paper'"'"'s or the demo'"'"'s, such as configs/laptop/dfmvr.yaml' \
	'  PARSER      file of the face parser that the method is to look through' \
	'  DATASET     stand-ins: three-view, three-view-room, facescape-wild, facescape-lab, pixel-face, multi-pie,' \
	'              multi-pie-sessions, bosphorus, micc, now, facescape-expressions, aflw2000, appearance, celeba,' \
	'              celebamask-hq, flow-pairs; a benchmark for make bench' \
	'  DATA_ROOT   folder of real data in its released layout; without it: stand-ins in data/<face model>/' \
	'  FACE_MODEL  procedural (default; ours, nothing to download) or ict with ASSETS=folder of ict_light_head.npz,' \
	'              or bfm09 with ASSETS=folder of BFM_model_front.mat, or bfm17 with ASSETS=folder of the .h5 files of BFM 2017' \
	'              and AlbedoMM, or flame with ASSETS=folder of flame.npz' \
	'  PREDICTIONS a folder of <id>.obj, .ply or .glb to score instead of our own predictions; "a b" compares two' \
	'  RUNS        where runs and the leaderboard go (default: runs)' \
	'  SEED        of training and of the demo (default: that of the setting; 0 for the demo)' \
	'  JOBS        processes for scoring (default: one per core)' \
	'  POLICY      how failures count: drop (default), common or worst' \
	'  VIEWS       front, left or right: predict pixel-face from that photograph alone, in RUNS/MODEL-front; front:' \
	'              facescape-lab-multiview too' \
	'  SUBJECTS    how many subjects to render' \
	'  IDENTITY    file of a network of faces for the specular method: its identity loss (make train-identity)' \
	'  IMAGES      for make reconstruct: a photograph or a folder of them; for make label: the folder to label, into OUT' \
	'  LIGHT       of its relit picture: left (default), right, top, warm or a JSON file' \
	'  DETECT=1    detect landmarks where a photograph has none (needs the extra "detect")' \
	'  OVERWRITE=1 replace what an earlier command wrote' \
	'  ARGS        further options, handed to the command as they are'

setup: .venv/ready
.venv/ready: pyproject.toml constraints.txt scripts/setup.sh
	@PYTHON=$(PYTHON) scripts/setup.sh

# One line and exit code 2 for a misspelt name.
.PHONY: check-model check-face-model say-setting train-for-demo
check-model:
	@case " $(METHODS) " in *" $(MODEL) "*) ;; \
	*) echo "error: there is no method '$(MODEL)'; MODEL is one of: $(METHODS)" >&2; exit 2;; esac
	@[ -z "$(VARIANT)" ] || [ -n "$(LAID_OVER)" ] || { echo "error: there is no variant '$(VARIANT)' of $(MODEL); VARIANT is" \
	"one of: $(or $(notdir $(basename $(VARIANT_FILES))),none)" >&2; exit 2; }
check-face-model:
	@case "$(FACE_MODEL)" in procedural) ;; \
	ict) [ -n "$(ASSETS)" ] || { echo "error: FACE_MODEL=ict needs ASSETS=folder that holds ict_light_head.npz" >&2; exit 2; };; \
	bfm09) [ -n "$(ASSETS)" ] || { echo "error: FACE_MODEL=bfm09 needs ASSETS=folder that holds BFM_model_front.mat" >&2; exit 2; };; \
	bfm17) [ -n "$(ASSETS)" ] || { echo "error: FACE_MODEL=bfm17 needs ASSETS=folder that holds model2017-1_face12_nomouth.h5" >&2; exit 2; };; \
	flame) [ -n "$(ASSETS)" ] || { echo "error: FACE_MODEL=flame needs ASSETS=folder that holds flame.npz" >&2; exit 2; };; \
	*) echo "error: there is no face model '$(FACE_MODEL)'; FACE_MODEL is procedural, ict, bfm09, bfm17 or flame" >&2; exit 2;; esac

# The authors' released weights become RUNS/MODEL/checkpoint.ckpt.
.PHONY: import-weights
import-weights: check-model check-face-model .venv/ready
	@[ -n "$(FROM)" ] || { echo "error: import-weights needs FROM=file of the released weights, such as 000000279.pth" >&2; exit 2; }
	@$(VENV) -m lightning_modules.import_weights --config configs/$(MODEL).yaml --from $(FROM) $(METHOD_FACE) \
	--run_dir $(RUNS)/$(MODEL) $(if $(OVERWRITE),--overwrite) $(ARGS)

# The licensed Basel Face Model 2009 becomes data/face-models/BFM_model_front.mat.
.PHONY: convert-bfm09
convert-bfm09: .venv/ready
	@[ -n "$(FROM)" ] || { echo "error: convert-bfm09 needs FROM=folder that holds 01_MorphableModel.mat" >&2; exit 2; }
	@$(VENV) -m morphable_models convert-bfm09 --from $(FROM) $(ARGS)

# The Basel Face Model 2017 and AlbedoMM are read as they are; for want of them, data/face-models/bfm17-stand-in.
.PHONY: bfm17-stand-in
bfm17-stand-in: .venv/ready
	@$(VENV) -m morphable_models bfm17-stand-in $(ARGS)

# FLAME, which is licensed but for one version, becomes data/face-models/flame.npz.
.PHONY: convert-flame
convert-flame: .venv/ready
	@[ -n "$(FROM)" ] || { echo "error: convert-flame needs FROM=folder that holds a model of FLAME and RingNet's landmarks" >&2; exit 2; }
	@$(VENV) -m morphable_models convert-flame --from $(FROM) $(ARGS)

synth: check-face-model .venv/ready
	@$(VENV) -m synthesis $(DATA_NAME) --out $(STAND_INS)/$(DATA_NAME) $(STUDIO_FACE) \
	$(if $(SUBJECTS),--subjects $(SUBJECTS)) $(if $(OVERWRITE),--overwrite) $(ARGS)

# The stand-ins that training and scoring take when nothing else is given; made once.
$(STAND_INS)/%/SYNTHETIC.json: | check-face-model .venv/ready
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

say-setting:
	@echo "make train MODEL=$(MODEL)$(if $(VARIANT), VARIANT=$(VARIANT)): $(SETTING)"

train: check-model check-face-model say-setting $(if $(DATA_ROOT),,$(STAND_INS)/$(TRAINING_SET)/SYNTHETIC.json) .venv/ready
	@$(VENV) -m lightning_modules fit --config $(TRAIN_CONFIG) $(addprefix --config ,$(LAID_OVER)) $(METHOD_FACE) \
	$(addprefix --model.init_args.face_parser ,$(PARSER)) $(addprefix --model.init_args.identity_network ,$(IDENTITY)) \
	--data.init_args.root $(TRAIN_ROOT) --run_dir $(RUN) $(if $(SEED),--seed_everything $(SEED)) \
	$(if $(OVERWRITE),--overwrite true) $(ARGS)

# A face parser: of portraits, whose setting is chosen as a method's is, or of the crops that DF-MVR sees,
# which have labels only where the studio made them (a real crop's come from a parser).
.PHONY: train-parser check-parser-data
PARSER_NAME = $(if $(filter three-view,$(PARSER_DATA)),crop-parser,face-parser)
PARSER_STAND_IN = $(STAND_INS)/$(PARSER_DATA)
check-parser-data:
	@case "$(PARSER_DATA)$(REAL)" in celebamask-hq|celebamask-hqyes|three-view) ;; \
	three-viewyes) echo "error: PARSER_DATA=three-view trains on crops of the studio; $(DATA_ROOT) holds none" >&2; exit 2;; \
	*) echo "error: there is no parser for '$(PARSER_DATA)'; PARSER_DATA is celebamask-hq or three-view" >&2; exit 2;; esac
train-parser: check-parser-data check-face-model $(if $(DATA_ROOT),,$(PARSER_STAND_IN)/SYNTHETIC.json) .venv/ready
	@$(VENV) -m lightning_modules fit --config configs/auxiliary/$(if $(REAL),,demo/)$(PARSER_NAME).yaml \
	--data.init_args.root $(or $(DATA_ROOT),$(PARSER_STAND_IN)) --run_dir $(RUNS)/$(PARSER_NAME) \
	$(if $(SEED),--seed_everything $(SEED)) $(if $(OVERWRITE),--overwrite true) $(ARGS)

# An identity network, on people of whom there are several images; the stand-in has some for training.
.PHONY: train-identity
train-identity: check-face-model $(if $(DATA_ROOT),,$(STAND_INS)/celeba/SYNTHETIC.json) .venv/ready
	@$(VENV) -m lightning_modules fit --config configs/auxiliary/$(if $(REAL),,demo/)identity.yaml \
	--data.init_args.root $(or $(DATA_ROOT),$(STAND_INS)/celeba) --run_dir $(RUNS)/identity \
	$(if $(SEED),--seed_everything $(SEED)) $(if $(OVERWRITE),--overwrite true) $(ARGS)

predict: check-model .venv/ready
	@$(VENV) -m lightning_modules predict --config configs/data/$(DATASET).yaml \
	--data.init_args.root $(BENCH_ROOT) --ckpt_path $(RUN)/checkpoint.ckpt \
	$(if $(VIEWS),--data.init_args.views $(VIEWS)) $(if $(OVERWRITE),--overwrite true) $(ARGS)

# What a method makes of a few photographs of DATASET, in one picture.
.PHONY: show
show: check-model .venv/ready
	@$(VENV) -m lightning_modules.show --config configs/data/$(DATASET).yaml --data.init_args.root $(BENCH_ROOT) \
	--ckpt_path $(RUN)/checkpoint.ckpt --out $(RUN)/pictures/$(DATASET).png $(ARGS)

# Faces of photographs as meshes with materials, pictures and coefficients.
.PHONY: reconstruct
reconstruct: check-model .venv/ready
	@[ -n "$(IMAGES)" ] || { echo "error: reconstruct needs IMAGES=a photograph or a folder of them, with landmarks" \
	"(docs/reconstruct.md)" >&2; exit 2; }
	@$(VENV) -m lightning_modules.reconstruct --ckpt_path $(RUN)/checkpoint.ckpt --images $(IMAGES) \
	--out $(RUN)/reconstructions $(addprefix --light ,$(LIGHT)) $(addprefix --face_parser ,$(PARSER)) \
	$(if $(DETECT),--data.init_args.detect true) $(if $(OVERWRITE),--overwrite true) $(ARGS)

bench: .venv/ready
	@$(VENV) -m benchmarks $(DATASET) $(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) --runs $(RUNS) \
	$(if $(PREDICTIONS),--predictions $(PREDICTIONS)) $(if $(JOBS),--jobs $(JOBS)) \
	$(if $(POLICY),--failure-policy $(POLICY)) $(ARGS)

# A copy of a data set, or, with PREDICTIONS, somebody's predictions for it.
doctor: .venv/ready
ifneq ($(PREDICTIONS),)
	@$(VENV) -m benchmarks doctor $(DATASET) --predictions $(PREDICTIONS) \
	$(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) $(ARGS)
else
	@$(VENV) -m face_datasets doctor $(DATA_NAME) --data-root $(BENCH_ROOT) $(ARGS)
endif

# Labels of a parser for a folder of photographs, such as CelebA's; a second call goes on where the first stopped.
.PHONY: label
label: .venv/ready
	@[ -n "$(IMAGES)" ] && [ -n "$(PARSER)" ] && [ -n "$(OUT)" ] || { echo "error: label needs IMAGES=folder of photographs," \
	"PARSER=file of a face parser and OUT=folder for the labels" >&2; exit 2; }
	@$(VENV) -m lightning_modules.label_images --parser $(PARSER) --images $(IMAGES) --out $(OUT) $(ARGS)

# Crops, landmarks and masks of real data to train on; a second call goes on where the first stopped.
.PHONY: prepare
prepare: .venv/ready
	@[ -n "$(DATA_ROOT)" ] || { echo "error: prepare needs DATA_ROOT=folder of the released data" >&2; exit 2; }
	@$(VENV) -m face_datasets prepare $(DATASET) --data-root $(DATA_ROOT) $(ARGS)

picture: check-model .venv/ready
	@$(VENV) -m benchmarks picture $(DATASET) --data-root $(BENCH_ROOT) --runs $(RUNS) --method $(NAME) \
	--out $(RUN)/$(DATASET).png $(ARGS)

.PHONY: leaderboard tau replay
leaderboard: .venv/ready
	@$(VENV) -m benchmarks leaderboard-tables --runs $(RUNS) $(if $(DIFF),--diff $(DIFF)) $(ARGS)

# One self-contained page of everything in RUNS, or of BENCHMARK; OUT is another place for it.
.PHONY: report report-picture web
report: .venv/ready
	@$(VENV) -m reports report --runs $(RUNS) $(if $(DATA_ROOT),--data-root $(DATA_ROOT),--data $(STAND_INS)) \
	$(if $(BENCHMARK),--benchmark $(BENCHMARK)) $(if $(OUT),--out $(OUT)) $(ARGS)

# The picture in docs/report.md: needs a Chromium.
report-picture: report
	@$(VENV) -m reports picture $(or $(OUT),$(RUNS)/report.html) --out docs/pictures/report.jpg

# Script and style of pages, for those who change reports/web/src: needs Node.
web:
	@cd reports/web && npm ci --no-fund --no-audit && npm run build

tau: .venv/ready
	@$(VENV) -m benchmarks tau --runs $(RUNS) $(PROTOCOLS) $(ARGS)

replay: .venv/ready
	@[ -n "$(FACESCAPE)" ] || { echo "error: replay needs FACESCAPE=a clone of github.com/zhuhao-nju/facescape" >&2; exit 2; }
	@$(VENV) -m benchmarks replay --facescape $(FACESCAPE) --runs $(RUNS) $(ARGS)

# Estimators of the error against the true error, on pairs whose correspondence is known.
meta: $(if $(DATA_ROOT),,$(STAND_INS)/meta/SYNTHETIC.json) .venv/ready
	@$(VENV) -m benchmarks meta --data-root $(or $(DATA_ROOT),$(STAND_INS)/meta) --runs $(RUNS) \
	$(if $(JOBS),--jobs $(JOBS)) $(ARGS)

# Each step of the demo is kept: a second call goes on where the first one stopped, and only there: a
# checkpoint of another face model or seed, or of no demo, is not passed off as this one's.
COMMA := ,
DEMO := DATASET=facescape-wild DATA_ROOT= PREDICTIONS= VIEWS= ARGS=
DEMO_RUN = $(RUN)
DEMO_SETTING = $(TRAIN_CONFIG), $(addsuffix $(COMMA) ,$(LAID_OVER))face model $(FACE_MODEL), seed $(or $(SEED),0)$(addprefix $(COMMA) parser ,$(PARSER))$(addprefix $(COMMA) identity ,$(IDENTITY))
demo: check-model check-face-model .venv/ready
	@echo "[1/5] training faces";    $(MAKE) $(STAND_INS)/$(TRAINING_SET)/SYNTHETIC.json
	@echo "[2/5] benchmark faces";   $(MAKE) $(STAND_INS)/facescape-wild/SYNTHETIC.json
	@echo "[3/5] training";          $(MAKE) train-for-demo $(DEMO)
	@echo "[4/5] reconstruction";    $(MAKE) predict $(DEMO) OVERWRITE=1
	@echo "[5/5] scores";            $(MAKE) bench $(DEMO)
	@$(MAKE) picture $(DEMO)

train-for-demo:
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

# Three trainings of the demo, for the table in the README; they share the stand-ins.
.PHONY: demo-seeds
demo-seeds:
	@for seed in 0 1 2; do $(MAKE) demo SEED=$$seed RUNS=$(RUNS)/$(FACE_MODEL)-$$seed; done

# The variants of MODEL beside the paper's table of them, on the stand-ins of the benchmarks that the paper has it
# for. What is trained, predicted and scored is kept, as in the demo: a second call goes on where the first stopped.
.PHONY: ablation ablation-on study study-on predict-once
STEP := DATA_ROOT= PREDICTIONS= VIEWS= ARGS=
ABLATION = $(RUNS)/ablation
ablation: check-model check-face-model .venv/ready
	@[ -n "$(ABLATED)" ] || { echo "error: there is no ablation of '$(MODEL)': no configs/ablation/$(MODEL)-*.yaml" >&2; exit 2; }
	@[ -z "$(DATA_ROOT)" ] || { echo "error: ablation takes stand-ins; with real data, make train, predict and bench" \
	"each VARIANT with RUNS=$(ABLATION), then $(VENV) -m benchmarks ablation $(MODEL) --runs $(ABLATION)" >&2; exit 2; }
	@[ "$(MODEL)" != specular ] || [ -n "$(IDENTITY)" ] || { echo "error: without a network of faces the full model is its" \
	"own variant without L_id: give IDENTITY=file (make train-identity makes one)" >&2; exit 2; }
	@sets=$$($(VENV) -m benchmarks ablation $(MODEL) $(ABLATED) --list-benchmarks); \
	for set in $$sets; do $(MAKE) ablation-on $(STEP) DATASET=$$set; done
	@$(VENV) -m benchmarks ablation $(MODEL) --runs $(ABLATION)
ablation-on: $(STAND_INS)/$(TRAINING_SET)/SYNTHETIC.json
	@$(MAKE) $(STAND_INS)/$(DATA_NAME)/SYNTHETIC.json
	@number=0; for variant in $(ABLATED); do number=$$((number + 1)); \
	echo "[$$number/$(words $(ABLATED))] $(MODEL)-$$variant"; \
	$(MAKE) train-for-demo RUNS=$(ABLATION) VARIANT=$(MODEL)-$$variant; \
	$(MAKE) predict-once RUNS=$(ABLATION) VARIANT=$(MODEL)-$$variant; done
	@$(MAKE) bench RUNS=$(ABLATION)

# Predictions of this checkpoint, for this data, are kept; half of them are replaced.
PREDICTED = $(RUN)/predicted-$(DATASET)
predict-once:
	@if [ "$$(cat $(PREDICTED) 2>/dev/null)" = "$(BENCH_ROOT)" ] && [ $(PREDICTED) -nt $(RUN)/checkpoint.ckpt ] && \
	[ ! $(BENCH_ROOT)/SYNTHETIC.json -nt $(PREDICTED) ]; then echo "using $(RUN)/predictions/$(DATASET)"; \
	else $(MAKE) predict OVERWRITE=1; echo "$(BENCH_ROOT)" > $(PREDICTED); fi

# A paper's figure over one condition after another: of MODEL (and VARIANT) as it is trained in RUNS.
study: check-model check-face-model .venv/ready
	@[ -n "$(STUDY)" ] || { echo "error: study needs STUDY=name, such as dfmvr-angles" >&2; exit 2; }
	@[ -e $(RUN)/checkpoint.ckpt ] || { echo "error: $(RUN)/checkpoint.ckpt does not exist: train first, or take a" \
	"variant that make ablation has trained: VARIANT=name RUNS=$(ABLATION)" >&2; exit 2; }
	@set=$$($(VENV) -m benchmarks study $(STUDY) --list-benchmarks); $(MAKE) study-on DATASET=$$set PREDICTIONS= VIEWS= ARGS=
	@$(VENV) -m benchmarks study $(STUDY) --runs $(RUNS)
study-on:
	@$(if $(DATA_ROOT),,$(MAKE) $(STAND_INS)/$(DATA_NAME)/SYNTHETIC.json)
	@$(MAKE) predict-once
	@$(MAKE) bench

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
	@OMP_NUM_THREADS=1 $(VENV) -m pytest -n 2 $(ARGS)

lint: .venv/ready
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

clean:
	@for marker in data/*/SYNTHETIC.json data/*/*/SYNTHETIC.json; do \
	[ ! -e "$$marker" ] || rm -rf "$$(dirname "$$marker")"; done
	@rm -rf $(RUNS)
