import QueryPolling

/// The way to all servers of a run, and the book of what was asked.
struct Network {
  /// What the calls go through.
  let transport: any HTTPTransport
  /// Whether base URLs with http may lead to other machines.
  var allowsHTTP = false
  /// The last calls of every source.
  let book = RequestBook()

  /// The transport of one source: its calls are noted, and answers that repeat a key are cleaned.
  func transport(of source: String, base: BaseURL) -> any HTTPTransport {
    RecordingTransport(
      source: source, base: base, transport: transport, book: book, redactor: Secrets.redactor)
  }
}
