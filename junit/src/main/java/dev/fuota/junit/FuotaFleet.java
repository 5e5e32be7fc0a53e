package dev.fuota.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a {@link Fleet} as parameter. On a class it is meant for all its tests, on a method
 * for that one, and then nothing else counts.
 *
 * <p>Each test has a fleet of its own. If {@code @BeforeAll} takes it, the class has one, and its
 * tests get the same.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(FleetExtension.class)
public @interface FuotaFleet {

  /**
   * The scenario: a resource beside the test class or at the root of the class path, else a file,
   * else the name of a ready scenario. The first that is there counts.
   */
  String scenario();

  /**
   * The server that the fleet lives with, in real time; empty: as the scenario says, which usually
   * means the built-in server in virtual time.
   *
   * <ul>
   *   <li>{@code udp://host:1700}: a LoRaWAN network server behind Semtech's packet forwarder;
   *   <li>{@code ws://host:1887}, {@code wss://…}: one that speaks LoRa Basics Station;
   *   <li>{@code mqtt://host:1883?prefix=eu868}, {@code mqtts://…}: ChirpStack's broker;
   *   <li>{@code msu://127.0.0.1}: a server of MSU on this machine's loopback interface;
   *   <li>{@code built-in}: the built-in server, in real time too.
   * </ul>
   *
   * <p>{@code ${name}} in it is replaced by JUnit's configuration parameter or the system property
   * of that name, when the fleet is made: the port of a server that a test has started.
   */
  String against() default "";
}
