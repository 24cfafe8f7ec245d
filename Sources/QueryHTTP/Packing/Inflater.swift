import CZlib

/// Unpacks a stream of bytes as it comes: gzip (RFC 1952), or what servers send as deflate, with zlib's wrapping (RFC 1950)
/// or bare (RFC 1951).
final class Inflater {
  /// A piece of what was unpacked, in bytes, at most.
  private static let pieceSize = 32 << 10

  /// The stream is not what it says it is.
  struct Broken: Error {}

  private enum State {
    case fresh
    case unpacking
    /// At the end of a member; another may follow.
    case ended
    /// Behind a whole member stands what is none: padding, or what a server left there.
    case junk
  }

  private let coding: ContentCoding
  // zlib keeps the stream's address, so it has a place of its own for as long as this object lives.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var piece = [UInt8](repeating: 0, count: pieceSize)
  private var state = State.fresh
  private var isFirstMember = true
  private var hasMemberBytes = false

  init(_ coding: ContentCoding) {
    self.coding = coding
    stream.initialize(to: z_stream())
  }

  deinit {
    if case .fresh = state {} else { inflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Whether all that came makes a whole; nothing at all does, as a 304 has it.
  var isWhole: Bool {
    switch state {
    case .fresh, .ended, .junk: true
    case .unpacking: !isFirstMember && !hasMemberBytes
    }
  }

  /// Unpacks the next bytes.
  ///
  /// - Parameter take: is given what they hold, in pieces; false wants no more.
  /// - Throws: `Broken`, or what `take` throws.
  func unpack(_ bytes: [UInt8], take: (ArraySlice<UInt8>) throws -> Bool) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      switch state {
      case .fresh: try start(rest)
      case .unpacking: guard try unpack(&rest, take) else { return }
      case .ended:
        guard coding == .gzip, rest.first == 0x1F, inflateReset(stream) == Z_OK else {
          state = .junk
          return
        }
        isFirstMember = false
        hasMemberBytes = false
        state = .unpacking
      case .junk: return
      }
    }
  }

  private func start(_ bytes: ArraySlice<UInt8>) throws {
    // Windows of up to 32 KiB; 16 more means gzip's wrapping, less than none means no wrapping. zlib's first byte says
    // deflate in its lower half, which no bare stream starts with.
    let isWrapped = bytes.first.map { $0 & 0x0F == 8 } ?? true
    let windowBits: Int32 = coding == .gzip ? 15 + 16 : isWrapped ? 15 : -15
    let code = inflateInit2_(
      stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw Broken() }
    state = .unpacking
  }

  /// Unpacks until the bytes are used up or the member ends; false where no more is wanted.
  private func unpack(
    _ rest: inout ArraySlice<UInt8>, _ take: (ArraySlice<UInt8>) throws -> Bool
  ) throws -> Bool {
    while true {
      let (code, used, made) = step(rest)
      rest = rest.dropFirst(used)
      hasMemberBytes = hasMemberBytes || made > 0
      if made > 0, try !take(piece[..<made]) { return false }
      switch code {
      case Z_STREAM_END:
        state = .ended
        return true
      case Z_OK, Z_BUF_ERROR:
        // A piece that is not full says that all there was has been unpacked.
        if made < Self.pieceSize { return true }
      default:
        guard !isFirstMember, !hasMemberBytes else { throw Broken() }
        state = .junk
        return true
      }
    }
  }

  /// One call of zlib: its code, the bytes it used and those it made.
  private func step(_ bytes: ArraySlice<UInt8>) -> (code: Int32, used: Int, made: Int) {
    // The pointers serve for this call alone; zlib only reads where it takes a mutable pointer to its input.
    bytes.withUnsafeBufferPointer { input in
      piece.withUnsafeMutableBufferPointer { output in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let code = inflate(stream, Z_NO_FLUSH)
        let used = input.count - Int(stream.pointee.avail_in)
        let made = output.count - Int(stream.pointee.avail_out)
        stream.pointee.next_in = nil
        stream.pointee.next_out = nil
        return (code, used, made)
      }
    }
  }
}
