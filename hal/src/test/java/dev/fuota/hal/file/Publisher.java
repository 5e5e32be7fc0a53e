package dev.fuota.hal.file;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Publishes files for ever, each filled with one letter: what {@link KillLoopTest} kills. */
final class Publisher {
  static final int SIZE = 300_000;

  private Publisher() {}

  public static void main(String[] arguments) {
    FileArea area =
        ((FileResult.Ok<DirectoryArea>) DirectoryArea.open(Path.of(arguments[0], ""), 0)).get();
    System.out.println("running");
    for (int turn = 0; ; turn++) {
      byte[] content = new byte[SIZE];
      Arrays.fill(content, (byte) ('a' + turn % 26));
      PartFile part = ((FileResult.Ok<PartFile>) area.part("p.part", SIZE)).get();
      part.write(0, ByteBuffer.wrap(content));
      part.force();
      area.saveRecord("state", Arrays.copyOf(content, 5_000));
      if (!area.publish("p.part", SIZE, List.of("fw"), "image.bin").isOk()) {
        throw new IllegalStateException("turn " + turn);
      }
    }
  }
}
