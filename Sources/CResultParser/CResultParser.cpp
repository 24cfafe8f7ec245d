// The parser finds where every value begins, and checks UTF-8 and the ends of strings, at some GB/s; the
// walk over those places is our own. The on-demand walk neither checks what it skips nor the grammar of
// numbers, wants padding after the body, and picks its instructions at compile time.
#define SIMDJSON_EXCEPTIONS 0
#include "CResultParser.h"
#include "PageReader.h"

#include <atomic>

const char *cresult_version(void) { return SIMDJSON_STRINGIFY(SIMDJSON_VERSION); }

struct cresult_pool {
    /// For an answer that is read while another is; nobody's while a thread reads with it.
    std::atomic<Parser *> parsers[2] = {};
    /// Slots of the last page: the next is mostly as long.
    std::atomic<size_t> slots{0};
    /// Places a parser may have found and still be kept: four bytes each.
    static constexpr size_t most = 1 << 20;

    ~cresult_pool() {
        for (auto &parser : parsers) delete parser.load();
    }
    Parser *take() {
        for (auto &parser : parsers)
            if (Parser *taken = parser.exchange(nullptr)) return taken;
        return nullptr;
    }
    /// Keeps a parser where there is room for it.
    void keep(std::unique_ptr<Parser> &parser) {
        if (!parser || parser->n_structural_indexes > most) return;
        for (auto &place : parsers) {
            Parser *none = nullptr;
            if (!place.compare_exchange_strong(none, parser.get())) continue;
            parser.release();
            return;
        }
    }
};

cresult_pool *cresult_pool_create(void) { return new (std::nothrow) cresult_pool; }

void cresult_pool_free(cresult_pool *pool) {
    delete pool;
}

cresult_page cresult_read(const cresult_request *request, cresult_pool *pool) {
    cresult_page page = {};
    std::unique_ptr<Parser> parser(pool ? pool->take() : nullptr);
    if (PageReader(*request, page, parser, pool ? pool->slots.load() : 0).read()) {
        if (pool) pool->slots = page.rows * page.columns;
    } else {
        const cresult_page fault = page;
        cresult_free_page(&page);
        page.reason = fault.reason;
        page.byte = fault.byte;
        page.fault = fault.fault;
    }
    if (pool) pool->keep(parser);
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
