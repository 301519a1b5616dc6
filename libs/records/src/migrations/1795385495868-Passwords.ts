import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Passwords1795385495868 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "attempt_window" ("sha256" text NOT NULL, "attempts" integer NOT NULL, "ends_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "attempt_window_pkey" PRIMARY KEY ("sha256"))`,
    );
    await queryRunner.query(`CREATE INDEX "attempt_window_ends_at_idx" ON "attempt_window"  ("ends_at") `);
    await queryRunner.query(`ALTER TABLE "account" ADD "link_sha256" text`);
    await queryRunner.query(`ALTER TABLE "account" ADD CONSTRAINT "account_link_sha256_key" UNIQUE ("link_sha256")`);
    await queryRunner.query(`ALTER TABLE "account" ADD "link_expires_at" TIMESTAMP(3) WITH TIME ZONE`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "account" DROP COLUMN "link_expires_at"`);
    await queryRunner.query(`ALTER TABLE "account" DROP CONSTRAINT "account_link_sha256_key"`);
    await queryRunner.query(`ALTER TABLE "account" DROP COLUMN "link_sha256"`);
    await queryRunner.query(`DROP INDEX "public"."attempt_window_ends_at_idx"`);
    await queryRunner.query(`DROP TABLE "attempt_window"`);
  }
}
