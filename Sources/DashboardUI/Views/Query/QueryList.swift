import QueryCore

/// The list a query was opened from, as it stood then: which queries there are before and after it.
struct QueryList: Hashable, Sendable {
  private enum Members: Hashable, Sendable {
    /// Targets that are no batches.
    case targets([Target])
    /// Queries of one batch, by their ids.
    case children(of: Target, ids: [String])
  }

  private let members: Members
  /// Where in it the query shown stands, from 0.
  private(set) var index: Int

  /// The list of queries of a batch around one of them; that one alone where it is not in the list.
  init(_ id: String, of batch: Target, from ids: [String]) {
    let found = ids.firstIndex(of: id)
    members = .children(of: batch, ids: found == nil ? [id] : ids)
    index = found ?? 0
  }

  /// The list of targets around one of them, batches left out; that one alone where it is not in the list.
  init(_ target: Target, from targets: [Target] = []) {
    let single = targets.filter { $0.kind != .batch }
    let found = single.firstIndex(of: target)
    members = .targets(found == nil ? [target] : single)
    index = found ?? 0
  }

  var count: Int {
    switch members {
    case .targets(let targets): targets.count
    case .children(_, let ids): ids.count
    }
  }

  /// The query shown.
  var subject: QueryView.Subject {
    switch members {
    case .targets(let targets): .target(targets[index])
    case .children(let batch, let ids): .child(of: batch, id: ids[index])
    }
  }

  /// The identity of its row in the list.
  var rowID: String {
    switch members {
    case .targets(let targets): targets[index].description
    case .children(_, let ids): ids[index]
    }
  }

  /// Where the query shown stands: `3 of 26`; nil for the only one.
  var position: String? {
    count > 1 ? "\(CountText.grouped(index + 1)) of \(CountText.grouped(count))" : nil
  }

  /// Goes on by so many, as far as the list goes.
  ///
  /// - Returns: whether another query is shown now.
  mutating func move(by steps: Int) -> Bool {
    let old = index
    index = max(0, min(count - 1, index + steps))
    return index != old
  }
}
