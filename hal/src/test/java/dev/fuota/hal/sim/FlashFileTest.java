package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlashFileTest {
  @TempDir private Path directory;

  @Test
  void whatIsSavedIsLoaded() throws IOException {
    NorFlash flash = new NorFlash(FlashProfile.STM32WL, new PowerSupply(1));
    flash.program(2048, ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    Path file = directory.resolve("flash.bin");
    Files.writeString(file, "replaced");
    FlashFile.save(flash, file);
    assertThat(file).hasSize(1 << 18);
    NorFlash loaded = FlashFile.load(file, FlashProfile.STM32WL, new PowerSupply(2));
    byte[] octets = new byte[16];
    loaded.read(2044, ByteBuffer.wrap(octets));
    assertThat(octets).containsExactly(-1, -1, -1, -1, 1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, -1);
    assertThat(directory.toFile().list()).containsExactly("flash.bin");
  }

  @Test
  void unreadableGranulesAreSavedAsErased() throws IOException {
    PowerSupply power = new PowerSupply(1);
    NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
    power.cutAt(1, Tear.UNREADABLE);
    assertThatExceptionOfType(PowerLoss.class)
        .isThrownBy(() -> flash.program(0, ByteBuffer.allocate(8)));
    power.restore();
    Path file = directory.resolve("flash.bin");
    FlashFile.save(flash, file);
    assertThat(Files.readAllBytes(file)).startsWith(-1, -1, -1, -1, -1, -1, -1, -1);
  }

  @Test
  void aFileOfAnotherLengthIsRefusedByName() throws IOException {
    Path file = directory.resolve("short.bin");
    Files.write(file, new byte[100]);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> FlashFile.load(file, FlashProfile.STM32WL, new PowerSupply(1)))
        .withMessageContaining("short.bin has 100 octets")
        .withMessageContaining("STM32WL has 262144");
  }
}
