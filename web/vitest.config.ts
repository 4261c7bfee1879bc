import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [vue()],
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    // A busy machine is slow, which is no fault of what is tested.
    testTimeout: 60_000,
  },
});
