extension Substring {
  /// The longest start of at most `bytes` bytes of UTF-8 that ends between two scalars.
  func cut(toBytes bytes: Int) -> Substring {
    guard utf8.count > bytes else { return self }
    var end = utf8.index(startIndex, offsetBy: Swift.max(0, bytes))
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return self[..<end]
  }
}
