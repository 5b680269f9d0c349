# Perintah untuk menjalankan dan memeriksa dasbor. Tanpa argumen: make = make help.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
COUNT ?=
SECONDS ?=
SEED ?=
ROUNDS ?=

VENV := .venv
BIN := $(VENV)/bin
# A stamp names the contents it was made from: unchanged requirements install nothing again.
RUNTIME := $(VENV)/runtime-$(shell cksum < requirements.txt | cut -d ' ' -f 1)
DEV := $(VENV)/dev-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d ' ' -f 1)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run data test check pictures bench torture soak

help: ## Daftar perintah
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: data ## Jalankan dasbor di http://127.0.0.1:8501 (ubah dengan PORT=... dan HOST=...)
	@echo 'Dasbor: http://$(HOST):$(PORT)  (Ctrl+C untuk berhenti)'
	@exec $(BIN)/python -m streamlit run dashboard.py --server.address $(HOST) --server.port $(PORT)

data: $(RUNTIME) ## Siapkan basis data: tabel, data acuan, dan data contoh
	$(BIN)/python -m data build

test: $(DEV) check ## Semua pemeriksaan dan pengujian, juga dalam Chromium dan PostgreSQL sungguhan
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.office
	$(BIN)/python -m pytest

check: $(DEV) ## Bentuk tulisan, kesalahan umum, tipe, dan lapisan kode
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

pictures: $(DEV) ## Gambar semua layar dan adegan ke pictures/, periksa tata letaknya, perbarui docs/gambar/
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.pictures --docs

torture: $(DEV) ## Rusak berkas, angka, alamat, proses, dan basis data, ribuan kali (ubah dengan COUNT=, SECONDS=, SEED=)
	$(BIN)/python -m tests.torture numbers $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))
	$(BIN)/python -m tests.torture files $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))
	$(BIN)/python -m tests.torture kill $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))
	$(BIN)/python -m tests.torture addresses $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))
	$(BIN)/python -m tests.torture outages
	$(BIN)/python -m tests.torture days $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

soak: $(DEV) ## Ratusan pemirsa, ribuan kunjungan, layar yang terus terbuka (ubah dengan COUNT=, SECONDS=, SCREENS=, SEED=)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m tests.soak crowd papers hall rude spike visits kiosk stage \
		$(if $(COUNT),--count $(COUNT)) $(if $(SECONDS),--seconds $(SECONDS)) \
		$(if $(SCREENS),--screens $(SCREENS)) $(if $(SEED),--seed $(SEED))

bench: $(DEV) data ## Ukur kecepatan di samping Dash dan halaman polos (ubah dengan ROUNDS=)
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -W ignore -m bench $(if $(ROUNDS),--rounds $(ROUNDS))

$(VENV)/ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Diperlukan Python 3.11 atau lebih baru: pasang, lalu ulangi dengan PYTHON=python3.11 make ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		if [ "$$(id -u)" = 0 ]; then as_root=; else as_root="sudo -n"; fi; \
		echo "Memasang $$package ..."; \
		{ $$as_root apt-get update -qq && $$as_root apt-get install -y -qq $$package; } >/dev/null 2>&1 \
			|| { echo "Pasang dahulu paket $$package (sudo apt-get install $$package), lalu ulangi."; exit 1; }; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUNTIME): $(VENV)/ready
	@echo "Memasang paket (pada kali pertama beberapa menit) ..."
	$(PIP) -r requirements.txt
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Memasang paket untuk pengujian ..."
	$(PIP) -r requirements-dev.txt
	@touch $@
