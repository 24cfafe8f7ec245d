import NIOCore

/// Puts the body of an answer together, unpacked and within limits, whatever the server announces.
struct BodyReader {
  /// An answer may unpack to this many times the bytes it came in, once it is longer than `unpackedFreely`: JSON packs to a
  /// tenth or a fiftieth, a bomb to a thousandth.
  static let largestRatio = 400
  /// What may come out of however little, in bytes.
  static let unpackedFreely = 4 << 20

  private let limit: Int
  private let takesStart: Bool
  private let inflater: Inflater?
  private(set) var body: [UInt8] = []
  /// Bytes that came, as they came.
  private(set) var received = 0
  /// Whether there was more than the limit, and no more is wanted.
  private(set) var isCut = false

  /// - Parameters:
  ///   - limit: the most bytes, unpacked.
  ///   - takesStart: whether a longer body is cut rather than refused.
  ///   - announced: `Content-Length`, nil where there is none.
  /// - Throws: `TransportError.tooLarge` for an announced length over the limit.
  init(
    _ coding: ContentCoding, limit: Int, takesStart: Bool, announced: Int?
  ) throws(TransportError) {
    self.limit = limit
    self.takesStart = takesStart
    inflater = coding == .identity ? nil : Inflater(coding)
    guard let announced else { return }
    guard announced <= limit || takesStart else { throw .tooLarge(limit: limit) }
    // A promise costs address space alone, and a page of rows need not be moved while it grows.
    body.reserveCapacity(max(0, min(announced, limit, 16 << 20)))
  }

  /// Takes the next part.
  ///
  /// - Throws: `TransportError`.
  mutating func append(_ part: ByteBuffer) throws {
    received += part.readableBytes
    guard let inflater else {
      _ = try keep(part.readableBytesView)
      return
    }
    // What stands behind the packed stream is not unpacked, and has its limit all the same.
    guard received <= limit || takesStart else { throw TransportError.tooLarge(limit: limit) }
    do {
      try inflater.unpack(Array(part.readableBytesView)) { piece in
        let isWanted = try keep(piece)
        guard body.count <= Self.unpackedFreely || body.count <= received * Self.largestRatio else {
          throw TransportError.malformed(
            "the answer unpacks to more than \(Self.largestRatio) times its size")
        }
        return isWanted
      }
    } catch is Inflater.Broken {
      throw TransportError.malformed("the answer is not packed as it says")
    }
  }

  /// The whole body, without a byte order mark, which JSON has to do without (RFC 8259 §8.1) and some servers send.
  ///
  /// - Throws: `TransportError.malformed` where the packed stream breaks off.
  consuming func finish() throws(TransportError) -> [UInt8] {
    guard isCut || inflater?.isWhole ?? true else {
      throw .malformed("the packed answer breaks off")
    }
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body.removeFirst(3) }
    return body
  }

  /// Adds bytes to the body; false where it takes no more.
  private mutating func keep(_ bytes: some Collection<UInt8>) throws(TransportError) -> Bool {
    let room = limit - body.count
    isCut = bytes.count > room
    guard !isCut || takesStart else { throw .tooLarge(limit: limit) }
    // Left alone, an array doubles: the last doubling would go past the limit.
    if body.count > limit / 4 { body.reserveCapacity(limit) }
    body.append(contentsOf: bytes.prefix(room))
    return !isCut
  }
}
