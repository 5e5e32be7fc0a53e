/** What is built around the jars: services, launcher, scripts of the packages, and their page. */
@NullMarked
package dev.fuota.tests.packaging;

import org.jspecify.annotations.NullMarked;
