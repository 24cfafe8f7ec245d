// The parser finds where every value begins, and checks UTF-8 and the ends of strings, at some GB/s; the
// walk over those places is our own. The on-demand walk neither checks what it skips nor the grammar of
// numbers, wants padding after the body, and picks its instructions at compile time.
#define SIMDJSON_EXCEPTIONS 0
#include "CResultParser.h"
#include "PageReader.h"

#include <atomic>

const char *cresult_version(void) { return SIMDJSON_STRINGIFY(SIMDJSON_VERSION); }

struct cresult_pool {
    /// Nobody's while a thread reads with it.
    std::atomic<Parser *> parser{nullptr};
    /// Places a parser may have found and still be kept: four bytes each.
    static constexpr size_t most = 1 << 20;
};

cresult_pool *cresult_pool_create(void) { return new (std::nothrow) cresult_pool; }

void cresult_pool_free(cresult_pool *pool) {
    if (pool) delete pool->parser.load();
    delete pool;
}

cresult_page cresult_read(const cresult_request *request, cresult_pool *pool) {
    cresult_page page = {};
    std::unique_ptr<Parser> parser(pool ? pool->parser.exchange(nullptr) : nullptr);
    if (!PageReader(*request, page, parser).read()) {
        const cresult_page fault = page;
        cresult_free_page(&page);
        page.reason = fault.reason;
        page.byte = fault.byte;
        page.fault = fault.fault;
    }
    if (pool && parser && parser->n_structural_indexes <= pool->most)
        parser.reset(pool->parser.exchange(parser.release()));
    return page;
}

void cresult_free_page(cresult_page *page) {
    free(page->arena);
    free(page->slots);
    free(page->names);
    free(page->name_slots);
    free(page->envelope);
    *page = {};
}
