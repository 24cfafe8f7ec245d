import Foundation
import QueryCore
import QueryHTTP
import QueryProviders
import ResultTables
import Testing

/// One kind of target of one provider, told in the terms every provider must satisfy.
///
/// What it is told by lies in `Fixtures/PROVIDER/KIND`; every provider there is has to have it.
struct ProviderCase: Sendable, CustomTestStringConvertible {
  static let token = "S3CRET-canary"
  static let now = Date(timeIntervalSince1970: 1000)
  static let base = "https://api.example.com"

  /// What `case.json` holds.
  struct Facts: Decodable, Sendable {
    /// How the rows are asked for; nil where there are none.
    struct Rows: Decodable, Sendable {
      let access: String
      /// The URL of the first page below the base.
      let firstPath: String
      /// Files with the columns `a` and `b`, and two rows: 48320.50 and an empty text, null and
      /// nothing.
      let pages: [String]
      /// A row of the one column `n`, with `%N%` for its cell.
      let row: String
    }

    let id: String
    /// The URL below the base.
    let path: String
    /// The member that holds the status.
    let statusField: String
    /// Every word of the contract with its state.
    let words: [String: String]
    let rows: Rows?
  }

  let provider: Provider
  let kind: TargetKind
  let facts: Facts

  /// One for each kind of each provider that has fixtures.
  static let all: [ProviderCase] = Provider.all.flatMap { provider in
    // One without fixtures is found missing by a test of its own.
    provider.description.kinds.compactMap { try? ProviderCase(provider, $0.kind) }
  }

  init(_ provider: Provider, _ kind: TargetKind) throws {
    self.provider = provider
    self.kind = kind
    let bytes = try Fixture.bytes("\(provider.name)/\(kind.rawValue)/case.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    facts = try decoder.decode(Facts.self, from: Data(bytes))
  }

  /// That of a provider and a kind.
  static func named(_ provider: String, _ kind: TargetKind) throws -> ProviderCase {
    try ProviderCase(try #require(Provider.named(provider)), kind)
  }

  var testDescription: String { "\(provider.name) \(kind.rawValue)" }

  var target: Target {
    get throws { try Target(source: provider.name, kind: kind, id: facts.id) }
  }

  /// A target whose kind the provider does not have.
  var foreignTarget: Target {
    get throws {
      let foreign = Provider.kinds.first { provider.description[$0] == nil }
      return try Target(source: provider.name, kind: try #require(foreign), id: facts.id)
    }
  }

  var words: [(word: String, state: QueryState)] {
    facts.words.sorted { $0.key < $1.key }.map { word, state in
      let states: [QueryState] = [.waiting, .running, .succeeded, .failed, .stopped]
      return (word, states.first { $0.word == state } ?? .unknown(state))
    }
  }

  /// A body with a status, given as JSON; nil leaves the field out.
  func body(_ status: String?) throws -> String {
    guard let status else { return try Fixture.text("\(folder)/no-status.json") }
    return try body("status", status)
  }

  /// A body that says its status twice.
  func body(_ one: String, and other: String) throws -> String {
    try body("\"\(one)\",\"\(facts.statusField)\":\"\(other)\"")
  }

  /// The body in a file with a status, given as JSON.
  func body(_ file: String, _ status: String) throws -> String {
    try Fixture.text("\(folder)/\(file).json").replacing("\"%STATUS%\"", with: status)
  }

  private var folder: String { "\(provider.name)/\(kind.rawValue)" }

  var authentication: Authentication {
    get throws {
      try provider.description.authentication.authentication(try Credential(Self.token))
    }
  }

  func source(_ transport: any HTTPTransport, base: String = base) throws -> any QuerySource {
    provider.source(
      SourceConnection(
        name: provider.name, base: try BaseURL(parsing: base), authentication: try authentication,
        transport: transport, now: { Self.now }))
  }
}

/// The rows of one kind of target, in one of the shapes they may have.
struct ResultCase: Sendable, CustomTestStringConvertible {
  let provider: ProviderCase
  let rows: ProviderCase.Facts.Rows
  /// The file of the page.
  let file: String

  static let all: [ResultCase] = ProviderCase.all.flatMap { provider in
    (provider.facts.rows?.pages ?? []).compactMap { file in
      provider.facts.rows.map { ResultCase(provider: provider, rows: $0, file: file) }
    }
  }

  var testDescription: String { "\(provider.testDescription) \(file)" }

  /// What asks for the first page.
  var first: ResultPageRequest {
    switch rows.access {
    case "random": .rows(first: 0, count: 100)
    case "chained": .link(nil)
    default: .whole
    }
  }

  /// A page of two rows.
  var page: String { get throws { try page(status: done) } }

  func page(status: String) throws -> String { try provider.body(file, "\"\(status)\"") }

  /// The same without rows, as a result of none.
  var none: String { get throws { try provider.body("page-empty", "\"\(done)\"") } }

  /// An answer with rows of one column, as JSON holds them; what is nil is null.
  ///
  /// - Parameter rows: the cells, or nil for null in the place of the rows.
  func answer(_ rows: [Int]?, announced: Int?, next: String? = nil) throws -> String {
    let list = rows.map { rows in
      "[" + rows.map { self.rows.row.replacing("%N%", with: "\($0)") }.joined(separator: ",") + "]"
    }
    return try provider.body("rows", "\"\(done)\"")
      .replacing("%COUNT%", with: announced.map { "\($0)" } ?? "null")
      .replacing("%NEXT%", with: next.map { "\"\($0)\"" } ?? "null")
      .replacing("%ROWS%", with: list ?? "null")
  }

  private var done: String { provider.words.first { $0.state == .succeeded }?.word ?? "" }

  /// The source of the rows, over a network.
  func results(_ transport: any HTTPTransport) throws -> any ResultSource {
    try #require(try provider.source(transport).results(of: provider.target))
  }
}
