import CResultParser

/// What the parser keeps from one answer to the next.
///
/// `@unchecked`: the pointer never changes, and what it points to is made for any number of threads.
final class ParserPool: @unchecked Sendable {
  let pool = cresult_pool_create()

  deinit { cresult_pool_free(pool) }
}
