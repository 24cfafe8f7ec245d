import NIOConcurrencyHelpers
import QueryCore

/// The links of one result in the order they lead to one another, so that a chain without end is
/// noticed however the pages are asked for.
///
/// Each page has one before it: a link that two pages give closes a circle. Only hashes are kept,
/// since a link may be 8 KiB long.
final class CycleDetector: Sendable {
  /// Pages of one result at most.
  static let longest = 100_000

  /// By the hash of a link, that of the page whose answer held it.
  private let sources = NIOLockedValueBox<[Int: Int]>([:])

  init() {}

  /// Records that the page behind `link` says that `next` follows; nil is the first page.
  ///
  /// - Throws: `PollProblem.unreadable` where the chain comes back to a page or is too long.
  func record(_ next: String, after link: String?) throws(PollProblem) {
    let (place, source) = (next.hashValue, link.hashValue)
    let problem: PollProblem? = sources.withLockedValue { sources in
      guard next != link, sources[place] ?? source == source else {
        return .unreadable("the links between the pages lead in a circle")
      }
      guard sources[place] != nil || sources.count < Self.longest else {
        return .unreadable("the result has more than \(Self.longest) pages")
      }
      sources[place] = source
      return nil
    }
    if let problem { throw problem }
  }
}
