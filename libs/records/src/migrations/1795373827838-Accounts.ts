import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Accounts1795373827838 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "account" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "name" text NOT NULL, "email" text NOT NULL, "password_hash" text NOT NULL, CONSTRAINT "account_email_key" UNIQUE ("email"), CONSTRAINT "account_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "feedback" ("id" uuid NOT NULL, "workspace_id" uuid NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "account_id" uuid, "message" text NOT NULL, "reply_to" text, "page" text, "state" jsonb, CONSTRAINT "feedback_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "feedback_created_at_workspace_id_idx" ON "feedback"  ("workspace_id", "created_at") `);
    await queryRunner.query(
      `CREATE TABLE "session" ("id" uuid NOT NULL, "account_id" uuid NOT NULL, "sha256" text NOT NULL, "created_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP(3) WITH TIME ZONE NOT NULL, CONSTRAINT "session_sha256_key" UNIQUE ("sha256"), CONSTRAINT "session_pkey" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(`CREATE INDEX "session_account_id_idx" ON "session"  ("account_id") `);
    await queryRunner.query(`CREATE INDEX "session_expires_at_idx" ON "session"  ("expires_at") `);
    await queryRunner.query(
      `ALTER TABLE "account" ADD CONSTRAINT "account_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedback" ADD CONSTRAINT "feedback_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "feedback" ADD CONSTRAINT "feedback_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
    );
    await queryRunner.query(
      `ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "session" DROP CONSTRAINT "session_account_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedback" DROP CONSTRAINT "feedback_workspace_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "feedback" DROP CONSTRAINT "feedback_account_id_fkey"`);
    await queryRunner.query(`ALTER TABLE "account" DROP CONSTRAINT "account_workspace_id_fkey"`);
    await queryRunner.query(`DROP INDEX "public"."session_expires_at_idx"`);
    await queryRunner.query(`DROP INDEX "public"."session_account_id_idx"`);
    await queryRunner.query(`DROP TABLE "session"`);
    await queryRunner.query(`DROP INDEX "public"."feedback_created_at_workspace_id_idx"`);
    await queryRunner.query(`DROP TABLE "feedback"`);
    await queryRunner.query(`DROP TABLE "account"`);
  }
}
