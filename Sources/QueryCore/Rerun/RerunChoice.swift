/// Which of a batch's failures are to be run again.
package enum RerunChoice: Hashable, Sendable {
  /// All, but for those that will fail again until somebody mends their cause, unless these are wanted too.
  case all(withPermanent: Bool)
  /// Those of a code; of several causes that share it, the one of this number, counted from 1, or all.
  case cause(code: String, number: Int?)
  /// Those with these ids.
  case ids(Set<String>)

  /// Reads `CODE` or `CODE#2`; `-` is the cause without a code.
  package init(cause text: String) {
    let parts = text.split(separator: "#", omittingEmptySubsequences: false)
    if parts.count > 1, let number = Int(parts[parts.count - 1]), number > 0 {
      self = .cause(code: parts.dropLast().joined(separator: "#"), number: number)
    } else {
      self = .cause(code: text, number: nil)
    }
  }
}

/// The failures that were chosen, and those that were not.
package struct RerunSelection: Hashable, Sendable {
  /// Failures of one cause that are left out.
  package struct LeftOut: Hashable, Sendable {
    package let cause: FailureCause
    /// How many of its failures.
    package let count: Int
  }

  /// Places in the batch's rows, rising.
  package var places: [Int] = []
  /// The most frequent cause first.
  package var leftOut: [LeftOut] = []
  /// What the choice names and the batch has not, or not as a failure.
  package var unknown: [String] = []
  /// Chosen failures that wait for a quota to be renewed.
  package var awaitingQuota = 0
  /// Chosen failures that will fail again until their cause is mended.
  package var permanent = 0

  /// - Parameter queries: all rows of the batch.
  package init(_ choice: RerunChoice, of queries: BatchRows) {
    let causes = FailureCause.group(queries)
    var wanted: Set<String> = []
    for (index, cause) in causes.enumerated() {
      let chosen = choice.chosen(of: cause, at: index, among: causes)
      wanted.formUnion(chosen)
      if cause.retry == .quota { awaitingQuota += chosen.count }
      if cause.retry == .permanent { permanent += chosen.count }
      if chosen.count < cause.count {
        leftOut.append(LeftOut(cause: cause, count: cause.count - chosen.count))
      }
    }
    places = queries.indices.filter {
      FailureCause.isFailure($0, of: queries) && wanted.contains(queries.id(at: $0))
    }
    switch choice {
    case .all: break
    case .cause(let code, let number):
      if wanted.isEmpty { unknown = [number.map { "\(code)#\($0)" } ?? code] }
    case .ids(let ids): unknown = ids.subtracting(wanted).sorted()
    }
  }
}

extension RerunChoice {
  /// The ids of a cause's queries that are chosen.
  fileprivate func chosen(
    of cause: FailureCause, at index: Int, among causes: [FailureCause]
  ) -> [String] {
    switch self {
    case .all(let withPermanent):
      return cause.retry == .permanent && !withPermanent ? [] : cause.queryIDs
    case .cause(let code, let number):
      guard Self.isSame(cause.code, code) else { return [] }
      let place = causes[...index].count { Self.isSame($0.code, code) }
      return number.map { $0 == place } ?? true ? cause.queryIDs : []
    case .ids(let ids): return cause.queryIDs.filter(ids.contains)
    }
  }

  private static func isSame(_ code: String?, _ wanted: String) -> Bool {
    (code ?? "-").uppercased() == wanted.uppercased()
  }
}
