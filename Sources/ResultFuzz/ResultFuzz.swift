import ResultTables

/// Feeds the decoder made-up answers, and all that reads pages the pages that come of them.
@main
enum ResultFuzz {
  /// The entry of libFuzzer, which has no header; the package manager gives the program a `main` of its
  /// own, so that libFuzzer's cannot be it.
  @_silgen_name("LLVMFuzzerRunDriver")
  private static func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32

  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    _ = runDriver(&count, &arguments) { start, count in
      ResultFuzz.feed(UnsafeBufferPointer(start: start, count: count))
      return 0
    }
  }

  /// The first byte chooses the layout, the rest is the answer.
  private static func feed(_ input: UnsafeBufferPointer<UInt8>) {
    guard let first = input.first else { return }
    let decoder = FuzzedPage.decoders[Int(first) % FuzzedPage.decoders.count]
    // Exactly as long as the answer, so that the sanitizer sees a byte read beyond it.
    let body = [UInt8](input.dropFirst())
    do {
      let result = try decoder.decode(body)
      FuzzedPage(page: result.page).check()
      if result.shape == .bare { FuzzedPage(page: result.page.headedByFirstRow()).check() }
    } catch {
      precondition((0...body.count).contains(error.byte), "an error names a byte of the answer")
    }
  }
}
