import FoundationEssentials
import QueryCore

/// Which queries of a matrix are lit while the rest recedes.
enum MatrixHighlight: Hashable, Sendable {
  /// Those of one cause.
  case cause(CauseKey)
  /// Those that pass the filter of the list the matrix was opened from, as they stand now.
  case filter(QueryFilter)

  /// What is lit, in a few words.
  var name: String {
    switch self {
    case .cause(let key): key.code ?? key.message
    case .filter(let filter): filter.words.joined(separator: ", ")
    }
  }

  /// Whether what it lights may change as time goes by alone.
  var dependsOnTime: Bool {
    if case .filter(let filter) = self { filter.typed.filter.dependsOnTime } else { false }
  }

  /// Whether each query of a batch is lit, by its place.
  func lit(_ queries: BatchRows, _ model: BatchViewModel?, now: Date) -> [Bool] {
    var lit = [Bool](repeating: false, count: queries.count)
    switch self {
    case .cause(let key):
      for id in model?.members(of: key) ?? [] {
        if let place = model?.index(of: id), lit.indices.contains(place) { lit[place] = true }
      }
    case .filter(let filter):
      let members = model?.members(of: filter.cause)
      for place in filter.places(in: queries, members: members, now: now) { lit[place] = true }
    }
    return lit
  }

  /// The cause after this one, nil after the last; from anything else the first.
  static func next(after highlight: MatrixHighlight?, in causes: [FailureCause]) -> MatrixHighlight?
  {
    let keys = causes.map(CauseKey.init)
    guard case .cause(let key) = highlight, let index = keys.firstIndex(of: key) else {
      return keys.first.map(MatrixHighlight.cause)
    }
    return index + 1 < keys.count ? .cause(keys[index + 1]) : nil
  }
}
