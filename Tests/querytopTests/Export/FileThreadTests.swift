import Testing

@testable import querytop

struct FileThreadTests {
  @concurrent private func hold(_ page: HeldPage) async { page.wait() }

  @Test func `a thread that waits in a call is known to be stuck, until the call comes back`() async
  {
    let thread = FileThread()
    let held = HeldPage()
    #expect(!thread.isStuck(for: .zero))
    async let work: Void = withTaskExecutorPreference(thread) { await hold(held) }
    while !thread.isStuck(for: .milliseconds(1)) { await Task.yield() }
    #expect(!thread.isStuck(for: .seconds(3600)))
    held.release()
    await work
    while thread.isStuck(for: .zero) { await Task.yield() }
  }
}
