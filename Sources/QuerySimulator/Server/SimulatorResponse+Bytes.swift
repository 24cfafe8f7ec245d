extension SimulatorResponse {
  /// The answer as HTTP/1.1 writes it, for a connection that closes afterwards.
  ///
  /// - Parameter milliseconds: since 1970, the date the answer claims to have.
  func head(datedAt milliseconds: Int) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \r\nDate: \(HTTPDateText.text(milliseconds))\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    text += "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    return Array(text.utf8)
  }
}
