import FoundationEssentials
import NIOConcurrencyHelpers
import QueryCore
import QueryHTTP
import QueryProviders

/// A batch in memory, served by pages as the contract has it.
final class BatchServer: HTTPTransport {
  struct State {
    /// One status word a row; ids are their index.
    var rows: [String]
    var word = "RUNNING"
    /// Rows a page may hold, whatever is asked for.
    var cap = 1000
    /// Counters other than those of the rows.
    var counters: [Int]?
    /// Rows announced; nil for as many as there are.
    var total: Int?
    /// An answer in place of the page at an offset.
    var spoilt: (offset: Int, answer: HTTPResponse)?
    /// Whether it begins where it was asked to, and ends there.
    var heedsOffset = true
    var heedsLimit = true
    /// Whether it refuses any limit but the longest.
    var refusesShortPages = false
    /// The rows' ids by place; nil for their index.
    var ids: [Int]?
    /// Which batch was cancelled, as the answer about it tells; nil for none.
    var cancelledID: String?
    var offsets: [Int] = []
    var bytes = 0
  }

  private let state: NIOLockedValueBox<State>

  init(_ state: State) {
    self.state = NIOLockedValueBox(state)
  }

  /// Lets time pass on the server.
  func change(_ change: (inout State) -> Void) {
    state.withLockedValue { change(&$0) }
  }

  var current: State { state.withLockedValue { $0 } }

  /// The offsets asked for since the last call.
  func takeOffsets() -> [Int] {
    state.withLockedValue { state in
      defer { state.offsets = [] }
      return state.offsets
    }
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard request.url.contains("offset=") else { return cancellation }
    func number(after name: String) -> Int {
      Int(request.url.split(separator: name).last?.prefix { $0 != "&" } ?? "") ?? 0
    }
    let (offset, limit) = (number(after: "offset="), number(after: "limit="))
    return state.withLockedValue { state in
      state.offsets.append(offset)
      if let spoilt = state.spoilt, spoilt.offset == offset { return spoilt.answer }
      if state.refusesShortPages, limit != 1000 { return HTTPResponse(status: 400) }
      let body = Array(Self.body(state, offset: offset, limit: limit).utf8)
      state.bytes += body.count
      return HTTPResponse(
        status: 200, headers: ["X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4000"],
        body: body)
    }
  }

  /// The answer about the batch itself.
  private var cancellation: HTTPResponse {
    state.withLockedValue { state in
      guard let id = state.cancelledID else { return HTTPResponse(status: 404) }
      let text = #"{"data":{"batch_id":"\#(id)","cancel_time":"2026-10-03T12:00:00Z"}}"#
      return HTTPResponse(status: 200, body: Array(text.utf8))
    }
  }

  private static func body(_ state: State, offset: Int, limit: Int) -> String {
    let words = ["QUEUED", "RUNNING", "SUCCESS", "FAILURE"]
    let counts =
      state.counters ?? words.map { word in state.rows.count { $0 == word } }
    let most = state.heedsLimit ? min(state.cap, limit) : state.cap
    let rows = state.rows.enumerated().dropFirst(state.heedsOffset ? offset : 0).prefix(most)
      .map { place, word in
        #"{"schedule_id":"q\#(state.ids?[place] ?? place)","status_code":"\#(word)"}"#
      }
    return #"""
      {"meta":{"status_code":"\#(state.word)","progress":{"queued":\#(counts[0]),
      "running":\#(counts[1]),"success":\#(counts[2]),"failure":\#(counts[3])},
      "paginate":{"offset":\#(offset),"limit":\#(limit),"total":\#(state.total ?? state.rows.count)}},
      "data":[\#(rows.joined(separator: ","))]}
      """#
  }
}

extension SupermetricsSource {
  /// A source under the provider's own name.
  init(
    base: BaseURL, credential: Credential, transport: any HTTPTransport,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.init(
      SourceConnection(
        name: Self.description.name, base: base, authentication: .bearer(credential),
        transport: transport, now: now))
  }
}
