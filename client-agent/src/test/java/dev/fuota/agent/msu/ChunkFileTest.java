package dev.fuota.agent.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.hal.sim.MemoryArea;
import dev.fuota.protocol.msu.FileGeometry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChunkFileTest {
  private static final int SIZE = 100;

  /** Two chunks, the last frame of the second is short. */
  private static final FileGeometry GEOMETRY = new FileGeometry(7 * SIZE + 10, 4, SIZE);

  private final ChunkFile file = new ChunkFile(part(), GEOMETRY);

  private static PartFile part() {
    return ((FileResult.Ok<PartFile>) new MemoryArea(1 << 16).part("part", 7 * SIZE + 10)).get();
  }

  @Test
  void whatIsWrittenAfterAChunkWasReadIsReadToo() {
    put(1, 1);
    put(1, 3);
    file.flush();
    assertReads(1, 1);
    assertReads(1, 3);

    put(1, 2);
    assertReads(1, 2);
    put(2, 1); // writes what was gathered of the first chunk
    assertReads(1, 2);
    assertReads(1, 3);
    assertReads(1, 2);
  }

  @Test
  void framesOfAShortLastChunkAreReadAgainAndAgain() {
    for (int sequence = 1; sequence <= 4; sequence++) {
      put(2, sequence);
    }
    file.flush();
    for (int sequence = 1; sequence <= 4; sequence++) {
      assertReads(2, sequence);
    }
  }

  private static byte[] octets(int chunk, int sequence) {
    byte[] octets = new byte[GEOMETRY.lengthOf(chunk, sequence)];
    Arrays.fill(octets, (byte) (16 * chunk + sequence));
    return octets;
  }

  private void put(int chunk, int sequence) {
    file.put(chunk, sequence, ByteBuffer.wrap(octets(chunk, sequence)));
  }

  private void assertReads(int chunk, int sequence) {
    byte[] read = new byte[GEOMETRY.lengthOf(chunk, sequence)];
    assertThat(file.read(chunk, sequence, ByteBuffer.wrap(read))).isTrue();
    assertThat(read).isEqualTo(octets(chunk, sequence));
    assertThat(file.holds(chunk, sequence, ByteBuffer.wrap(read))).isTrue();
  }
}
