import QueryCore

/// Which queries of a matrix are lit while the rest recedes.
enum MatrixHighlight: Hashable, Sendable {
  /// Those of one cause.
  case cause(CauseKey)
  /// Those a filter had left in the list, as it was when the matrix was opened; `name` says what it asked for.
  case queries(Set<String>, name: String)

  /// What is lit, in a few words.
  var name: String {
    switch self {
    case .cause(let key): key.code ?? key.message
    case .queries(_, let name): name
    }
  }

  /// Whether each query of a batch is lit, by its place.
  func lit(_ queries: BatchRows, _ model: BatchViewModel?) -> [Bool] {
    let members: Set<String> =
      switch self {
      case .cause(let key): model?.members(of: key) ?? []
      case .queries(let ids, _): ids
      }
    var lit = [Bool](repeating: false, count: queries.count)
    for id in members {
      if let place = model?.index(of: id), lit.indices.contains(place) { lit[place] = true }
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
