package dev.fuota.tests.bench;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DataView;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a device does with the datagram of a frame before it knows what to do with the data. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
  private static final int FRAME = FileGeometry.SEQUENCE_SIZE_MAX;

  private final MsuLimits limits = MsuLimits.defaults();
  private final FileContext context =
      new FileContext(1, new FileGeometry(100L * 32 * FRAME, 32, FRAME));
  private final MsuDecoder decoder = new MsuDecoder(limits);
  private final byte[] gathered = new byte[FRAME];
  private final DataTransfer frame =
      new DataTransfer(1, 7, 5, 0, Bytes.of(new byte[FRAME], 0, FRAME));
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(frame.length());

  /** Checks that what is measured is accepted. */
  @Setup
  public void encode() {
    frame.encode(datagram);
    datagram.flip();
    if (inPlace() != DataView.GOOD || !(decode() instanceof MsuDecoded.Ok)) {
      throw new AssertionError("the frame that is measured is refused");
    }
  }

  /** As it is done: the checks in place, and one copy of the data. */
  @Benchmark
  public int inPlace() {
    int answer = DataView.check(datagram, limits, context);
    datagram.get(DataView.dataOffset(datagram), gathered, 0, DataView.dataLength(datagram));
    return answer;
  }

  /** As it could be done: a message with a copy of the data. */
  @Benchmark
  public MsuDecoded decode() {
    return decoder.decode(datagram, context);
  }
}
