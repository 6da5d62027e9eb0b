# Therapy Tally's commands. "make help" lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

ADDR ?= 127.0.0.1:8080
OUT ?= build/export
FILE ?= clinic.json
CLINIC ?=
FRAMES ?=
ROOT ?=
ADOPT ?=
BROTLI ?= 5
SITE := build/site
WEB := build/web
WASM_LIMIT := 1400000

# Vet and tests use the go-app that the client is built with: VIEW goes before
# their commands. The control of the measurements alone is plain go-app.
VIEW = GOFLAGS="$$($(WEB) view)"; export GOFLAGS;
PACKAGES = $$(go list ./... | grep -v '/web/speed/hello$$')
GO_PACKAGES = $$(go list ./... | grep -Ev '/web/(e2e|engines|speed/hello)$$')

# Go's own runner of WebAssembly tests under Node. It hands the environment to
# the program, where little fits: so it gets none but the path.
WASM_RUN = env -i 'PATH=$$PATH' '$$(go env GOROOT)/lib/wasm/go_js_wasm_exec'

.PHONY: help run build clinic test test-go test-wasm test-e2e test-engines setup setup-engines setup-browser setup-axe setup-audit audit export serve check bench soak mutation cover clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo '  Variables: ADDR=host:port (run, serve), OUT=dir CLINIC=clinic.json FRAMES="https://clinic.example" ROOT=/ ADOPT=yes (export)'

run: build ## build the client and serve it at ADDR
	@exec $(WEB) serve -dir $(SITE) -addr $(ADDR)

build: $(WEB) ## build the client and its site quickly, into build/site
	$(WEB) export -out $(SITE) -brotli $(BROTLI) -adopt

export: $(WEB) ## write the complete static site, best compressed, into OUT
	$(WEB) export -out $(OUT) -brotli 11 $(if $(CLINIC),-clinic $(CLINIC)) -frames "$(FRAMES)" -root "$(ROOT)" $(if $(ADOPT),-adopt)

clinic: ## check a clinic's file before it is uploaded: FILE=clinic.json
	@go run ./app/clinic/check $(FILE)

serve: $(WEB) ## serve the export in OUT at ADDR
	@test -f $(OUT)/sw.js || { echo "no export in $(OUT): run 'make export OUT=$(OUT)' first"; exit 1; }
	@exec $(WEB) serve -dir $(OUT) -addr $(ADDR)

# A real binary, not "go run": that would not hand on the signal to stop.
$(WEB): FORCE
	@go build -o $@ ./web

FORCE:

test: check test-go test-wasm test-e2e ## run every test, installing what it lacks

test-go: $(WEB) ## vet, and the tests that need no browser
	$(VIEW) go vet $(PACKAGES)
	$(VIEW) go test $(GO_PACKAGES)

test-wasm: $(WEB) ## the engine's tests again, as WebAssembly
	@if [ -n "$$(go list ./rules/... 2>/dev/null)" ]; then \
	  $(VIEW) set -x; GOOS=js GOARCH=wasm go test -exec "$(WASM_RUN)" ./rules/...; \
	else echo 'no engine here: nothing to test as WebAssembly'; fi

test-e2e: setup $(WEB) ## the tests in a real browser
	$(VIEW) go test -count=1 -timeout 40m ./web/e2e

test-engines: setup-engines $(WEB) ## an estimate and an offline reload in WebKitGTK and Firefox
	$(VIEW) go test -count=1 ./web/engines

setup: setup-browser setup-axe ## install what the browser tests need

# apt-get needs root, or sudo that asks for no password.
APT = SUDO=; [ "$$(id -u)" = 0 ] || SUDO='sudo -n'; \
	command -v apt-get >/dev/null && $$SUDO true 2>/dev/null && $$SUDO apt-get update -q && \
	$$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -qy

# Chromium's headless shell only saves time: without it Chromium runs all tests.
setup-browser:
	@command -v chromium >/dev/null || { $(APT) chromium; } || { \
	  echo 'The browser tests need Chromium, and it cannot be installed from here. As root, run:'; \
	  echo '  apt-get update && apt-get install -y chromium'; \
	  exit 1; \
	}
	@command -v chromium-headless-shell >/dev/null || [ -e build/no-shell ] || { $(APT) chromium-headless-shell; } || { mkdir -p build; touch build/no-shell; }

setup-engines:
	@command -v WebKitWebDriver >/dev/null && command -v firefox-esr >/dev/null && command -v xvfb-run >/dev/null || { $(APT) webkit2gtk-driver firefox-esr xvfb; }

setup-axe: web/e2e/node_modules/.package-lock.json

web/e2e/node_modules/.package-lock.json: web/e2e/package-lock.json
	npm ci --prefix web/e2e
	@touch $@

setup-audit: web/audit/node_modules/.package-lock.json

web/audit/node_modules/.package-lock.json: web/audit/package-lock.json
	npm ci --ignore-scripts --prefix web/audit
	@touch $@

# Every page of the export, the embedded one too where there is one.
audit: setup-audit build ## the served pages under MDN's header tests
	@node web/audit/headers.mjs $(WEB) $(SITE) $$(cd $(SITE) && find . -name index.html | sed 's/^\.//; s/index\.html$$//' | sort)

check: $(WEB) ## formatting, vet, modules and the limits of the house
	@bad=$$(gofmt -l $$(git ls-files -c -o --exclude-standard '*.go')); [ -z "$$bad" ] || { echo "gofmt: $$bad"; exit 1; }
	$(VIEW) go vet $(PACKAGES)
	$(VIEW) GOOS=js GOARCH=wasm go vet ./wasm ./app/...
	go vet ./web/speed/hello
	go mod verify
	go run ./web/check .

bench: $(WEB) setup-browser setup-audit ## print sizes and times against their limits
	@rm -rf build/bench && $(WEB) export -out build/bench -brotli 11 >/dev/null
	@raw=$$(stat -c %s build/bench/app.*.wasm); packed=$$(stat -c %s build/bench/app.*.wasm.br); \
	printf '%-28s %10d bytes\n%-28s %10d bytes (limit %d)\n' 'client' $$raw 'client, brotli 11' $$packed $(WASM_LIMIT); \
	[ $$packed -le $(WASM_LIMIT) ] || { $(WEB) bytes; exit 1; }
	@$(WEB) sizes
	@echo 'The engine, native, on one core: a visit of four lines with its steps, and untraced as the control'
	@go test -run '^$$' -bench 'For|Episode' -cpu 1 ./rules | grep -E '^(cpu|Bench)'
	@echo 'The same as WebAssembly under Node: limits 1 ms a visit and 50 ms a course of 60'
	@GOOS=js GOARCH=wasm go test -gcflags=all=-l -exec "$(WASM_RUN)" -run '^$$' -bench 'For|Episode' ./rules | grep '^Bench'
	@echo 'The start of a fresh program: the book is loaded and the first visit answered, native and as WebAssembly'
	@go test -run '^$$' -bench Cold -benchtime 1x -cpu 1 ./rules | grep '^Bench'
	@GOOS=js GOARCH=wasm go test -gcflags=all=-l -exec "$(WASM_RUN)" -run '^$$' -bench Cold -benchtime 1x ./rules | grep '^Bench'
	@go build -o build/load ./web/load && go build -o build/speed ./web/speed
	@missed=0; \
	echo 'The server beside a bare http.FileServer and nginx, over loopback, load and servers on this machine'; \
	build/load -web $(WEB) -dir build/bench || missed=1; \
	echo 'The pages in a browser, as on a slow phone, beside a go-app hello world built and served in this run'; \
	build/speed -web $(WEB) -dir build/bench || missed=1; exit $$missed

soak: setup $(WEB) ## the long proof, under two hours: 1,000,000 visits, fuzzing, mutation, the browser ten times
	$(VIEW) web/check/soak.sh

mutation: ## how many planted faults of the rules the tests find
	web/check/mutation.sh

cover: ## statements of the rules' packages that the tests reach
	@go test -count=1 -cover ./rules/timed ./rules/therapy ./rules/ncci ./rules/mpfs ./rules/costshare

clean: ## remove what was built
	rm -rf build
