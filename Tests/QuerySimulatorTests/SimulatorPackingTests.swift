import HTTPTypes
import Testing

@testable import QuerySimulator

@Suite("Packing by the simulator") struct SimulatorPackingTests {
  @Test(arguments: ["gzip", "GZIP", "deflate, gzip", "gzip;q=0.5", "br, *", "*;q=0.1"])
  func `is done for who asks for it`(value: String) {
    #expect(GzipCoding.isAccepted(by: [.acceptEncoding: value]))
  }

  @Test(arguments: ["", "identity", "gzip;q=0", "gzip; q=0.0", "gzip;q=0, *", "*;q=0", "xgzip"])
  func `is not done for who does not`(value: String) {
    #expect(!GzipCoding.isAccepted(by: [.acceptEncoding: value]))
    #expect(!GzipCoding.isAccepted(by: [:]))
  }

  @Test func `leaves short answers and packed ones as they are`() {
    let short = SimulatorResponse(status: 200, headers: [], body: Array("{}".utf8))
    #expect(short.packed == short)
    let long = SimulatorResponse(
      status: 200, headers: [], body: [UInt8](repeating: 0x20, count: 5000))
    #expect(long.packed.body.count < 100)
    #expect(long.packed.packed == long.packed)
  }
}
