package dev.fuota.linux.pi4j;

import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.spi.SpiProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;

/**
 * Who does the work for Pi4J. They are named, never found: what Pi4J finds by itself depends on the
 * class path and on the board, and may be its mock.
 */
public record Providers(
    SpiProvider spi, DigitalInputProvider inputs, DigitalOutputProvider outputs) {

  /** SPI by {@code /dev/spidev}, pins by {@code /dev/gpiochip}. */
  static Providers ofLinux() {
    return new Providers(
        LinuxFsSpiProvider.newInstance(),
        GpioDDigitalInputProvider.newInstance(),
        GpioDDigitalOutputProvider.newInstance());
  }
}
